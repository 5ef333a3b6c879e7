/** The project's documents as trees: what the checks of links, commands and code look at. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Code, Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'

export const root = path.resolve(import.meta.dirname, '../..')

interface Located<Value> {
  value: Value
  line: number
}

/** A fenced block: `language` and, after it in the info string, what a reader and the checks are told of it. */
export interface Block {
  language: string
  /** All that stands behind the language: `action` of `sql action`. */
  title: string
  /** Why it is not run or checked as it stands: `sql not run: needs pg_cron`. Null when it is. */
  exemption: string | null
  text: string
  line: number
}

export interface DocumentPage {
  /** From the root of the project, with slashes. */
  path: string
  anchors: Set<string>
  /** Of links and pictures, as written. */
  targets: Located<string>[]
  blocks: Block[]
  inlineCode: Located<string>[]
  bold: Located<string>[]
}

const exemptionForm = /^not (?:run|checked): (.+)$/

export function parsePage(pagePath: string, markdown: string): DocumentPage {
  const page: DocumentPage = {
    path: pagePath,
    anchors: new Set(),
    targets: [],
    blocks: [],
    inlineCode: [],
    bold: [],
  }
  const slugger = new GithubSlugger()
  visit(fromMarkdown(markdown), (node) => {
    const line = lineOf(node)
    if (node.type === 'heading') page.anchors.add(slugger.slug(textOf(node)))
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      page.targets.push({ value: node.url, line })
    if (node.type === 'code') page.blocks.push(blockOf(node))
    if (node.type === 'inlineCode') page.inlineCode.push({ value: node.value, line })
    if (node.type === 'strong') page.bold.push({ value: textOf(node).replaceAll(/\s+/g, ' '), line })
  })
  return page
}

function blockOf(node: Code): Block {
  return {
    language: node.lang ?? '',
    title: node.meta ?? '',
    exemption: node.meta ? (exemptionForm.exec(node.meta)?.[1] ?? null) : null,
    text: node.value,
    line: lineOf(node),
  }
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0
}

/** What stands at the door (README.md and its neighbours, the templates of GitHub) and everything under docs/. */
export function readPages(): DocumentPage[] {
  const files = globSync(['*.md', '.github/**/*.md', 'docs/**/*.md'], { cwd: root }).sort()
  return files.map((file) =>
    parsePage(file.replaceAll(path.sep, '/'), readFileSync(path.join(root, file), 'utf8')),
  )
}

/** Where somebody finds it: `docs/how-to/undo.md:12: …`. */
export function at(page: DocumentPage, line: number, problem: string): string {
  return `${page.path}:${line}: ${problem}`
}

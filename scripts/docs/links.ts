/** Every link inside the project leads somewhere, and every page can be reached from the one above it. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { at, type DocumentPage, root } from './pages.ts'

interface Target {
  /** From the root of the project. */
  file: string
  anchor: string | null
}

/** Null for what is elsewhere on the web. */
function targetOf(page: DocumentPage, url: string): Target | null {
  if (/^[a-z]+:/i.test(url)) return null
  const [file, anchor] = url.split('#', 2) as [string, string?]
  return {
    file: file ? path.posix.join(path.posix.dirname(page.path), decodeURI(file)) : page.path,
    anchor: anchor ?? null,
  }
}

export function brokenLinks(
  pages: readonly DocumentPage[],
  exists = (file: string) => existsSync(path.join(root, file)),
): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]))
  return pages.flatMap((page) =>
    page.targets.flatMap(({ value, line }) => {
      const target = targetOf(page, value)
      if (!target) return []
      if (!exists(target.file)) return [at(page, line, `${value} leads nowhere`)]
      if (target.anchor === null) return []
      const anchors = byPath.get(target.file)?.anchors
      return anchors?.has(target.anchor) ? [] : [at(page, line, `${value}: no such heading`)]
    }),
  )
}

/** A page is listed by the index of its folder (an index itself by that of the folder above), and docs/README.md by README.md. */
export function unlistedPages(pages: readonly DocumentPage[]): string[] {
  const linked = new Map(
    pages.map((page) => [page.path, new Set(page.targets.map(({ value }) => targetOf(page, value)?.file))]),
  )
  return pages.flatMap(({ path: file }) => {
    // GitHub finds its templates by itself.
    if (file === 'README.md' || file.startsWith('.github/')) return []
    const folder = path.posix.dirname(file)
    const isIndex = path.posix.basename(file) === 'README.md'
    const index = path.posix.join(isIndex ? path.posix.dirname(folder) : folder, 'README.md')
    return linked.get(index)?.has(file) ? [] : [`${file}: ${index} does not link it`]
  })
}

/** The index of decisions has each of them, in order, under its own title, with its standing and a sentence. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sure } from '../sure.ts'
import { root } from './pages.ts'

const folder = 'docs/explanation/decisions'
const standing = /^(?:Accepted|Proposed|Superseded by \[\d{4}\]\([\w.-]+\))$/

export function problemsOfDecisions(
  index = readFileSync(path.join(root, folder, 'README.md'), 'utf8'),
  decisions = readDecisions(),
): string[] {
  const rows = new Map(
    [...index.matchAll(/^\| \[(\d{4})\]\(([^)]+)\) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
      ([, number, file, title, status, sentence]) => [sure(file), { number, title, status, sentence }],
    ),
  )
  return [...decisions].flatMap(([file, heading], at) => {
    const number = String(at + 1).padStart(4, '0')
    if (!file.startsWith(`${number}-`))
      return [`${folder}/${file}: the next number is ${number}; none is left out`]
    const row = rows.get(file)
    if (row?.number !== number)
      return [`${folder}/${file}: README.md has no row of it (number, title, standing, a sentence)`]
    return [
      ...(heading === `# ${at + 1}. ${row.title}`
        ? []
        : [`${folder}/${file}: README.md calls it "${row.title}"`]),
      ...(standing.test(sure(row.status))
        ? []
        : [`${folder}/${file}: "${row.status}" is no standing of a decision`]),
    ]
  })
}

/** Each file with its first line. */
function readDecisions(): Map<string, string> {
  const files = globSync('[0-9]*.md', { cwd: path.join(root, folder) }).sort()
  return new Map(
    files.map((file) => [file, sure(readFileSync(path.join(root, folder, file), 'utf8').split('\n', 1)[0])]),
  )
}

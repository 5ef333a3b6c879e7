/** What a page for people in the app puts in bold is on screen: word for word in the app's own code. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { at, type DocumentPage, root } from './pages.ts'

const isForTheApp = ({ path: file }: DocumentPage) => /^docs\/(tutorial|how-to\/in-the-app)\//.test(file)

export function namesNotOnScreen(pages: readonly DocumentPage[], code = readCode()): string[] {
  return pages
    .filter(isForTheApp)
    .flatMap((page) =>
      page.bold
        .filter(({ value }) => !isOnScreen(value, code))
        .map(({ value, line }) => at(page, line, `"${value}" is not on screen`)),
    )
}

/** A whole text of the code: between quotes, or between tags; or all of it before a value. */
function isOnScreen(name: string, code: string): boolean {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(['"\`>}] ?)${literal}( ?['"\`<{]|,? \\$\\{)`).test(code)
}

function readCode(): string {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('.test'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&rsquo;', '’')
}

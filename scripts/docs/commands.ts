/** Commands and paths that documents name exist: scripts of package.json, their options, programs, settings, files. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { at, type DocumentPage, root } from './pages.ts'

/** What a reader has, or is told to get, beside what npm brings. */
const programs = new Set(['npm', 'npx', 'node', 'psql', 'curl', 'git', 'docker', 'cd', 'export', 'apt-get'])
const npmCommands = new Set(['install', 'ci', 'test', 'run'])
const shells = new Set(['sh', 'bash', 'shell'])

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

export function wrongCommands(pages: readonly DocumentPage[]): string[] {
  return pages.flatMap((page) => [
    ...page.blocks
      .filter(({ language, exemption }) => shells.has(language) && exemption === null)
      .flatMap(({ text, line }) =>
        text
          .replace(/\\\n\s*/g, ' ')
          .split('\n')
          .flatMap((command) => problemsOf(command).map((problem) => at(page, line, problem))),
      ),
    ...page.inlineCode
      .filter(({ value }) => /^(npm|npx) /.test(value))
      .flatMap(({ value, line }) => problemsOf(value).map((problem) => at(page, line, problem))),
  ])
}

/** What is wrong with a line of a shell: nothing, usually. */
export function problemsOf(line: string): string[] {
  const withoutComment = line.replace(/(^|\s)#.*$/, '')
  return withoutComment.split(/&&|\||;/).flatMap((part) => problemsOfCommand(part.trim()))
}

function problemsOfCommand(command: string): string[] {
  if (command === '') return []
  const words = command.split(/\s+/)
  const firstWord = words.findIndex((word) => !/^[A-Z][A-Z0-9_]*=/.test(word))
  const settings = firstWord === -1 ? words : words.slice(0, firstWord)
  const unknown = settings
    .map((setting) => setting.slice(0, setting.indexOf('=')))
    .filter((name) => !isNamedInCode(name))
    .map((name) => `no code reads the setting ${name}`)
  const [program, first, ...rest] = words.slice(settings.length)
  if (program === undefined) return unknown
  if (!programs.has(program)) return [...unknown, `${program} is no program that a reader is told of`]
  if (program === 'npx' && first && !existsSync(path.join(root, 'node_modules/.bin', first)))
    unknown.push(`npx ${first}: no dependency brings it`)
  if (program === 'node' && first && !existsSync(path.join(root, first)))
    unknown.push(`node ${first}: no such file`)
  if (program === 'npm') unknown.push(...problemsOfNpm(first, rest))
  return unknown
}

function problemsOfNpm(command: string | undefined, rest: string[]): string[] {
  if (command === undefined || !npmCommands.has(command)) return [`npm ${command}: no command of a reader's`]
  if (command !== 'run') return []
  const name = rest[0]
  const script = name === undefined ? undefined : scripts[name]
  if (script === undefined) return [`npm run ${name}: package.json has no such script`]
  return rest
    .slice(1)
    .map((word) => /^--([a-z][a-z-]*)/.exec(word)?.[1])
    .filter((option) => option !== undefined && !isOptionOf(script, option))
    .map((option) => `npm run ${name}: no option --${option}`)
}

/** Whether our own code for the script reads the option; options of other programs are theirs to know. */
function isOptionOf(script: string, option: string): boolean {
  const entry = /\bnode (\S+\.ts)/.exec(script)?.[1]
  if (!entry) return true
  const folder = path.dirname(path.join(root, entry))
  return globSync('**/*.ts', { cwd: folder }).some((file) =>
    new RegExp(`['"\`]?(?:--)?\\b${option}\\b['"\`:]`).test(readFileSync(path.join(folder, file), 'utf8')),
  )
}

let code: string | null = null
function isNamedInCode(setting: string): boolean {
  code ??= globSync(['*.ts', 'src/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'], { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
  return new RegExp(`\\b${setting}\\b`).test(code) || setting.startsWith('PG')
}

const pathForm =
  /^(?:src|scripts|tests|e2e|bench|supabase|docs|public|\.ci|\.github|\.devcontainer)\/[\w./*-]*[\w*]\/?$/

/** Paths in code type that are not there (what only exists after a run is said to be under `supabase/.temp`). */
export function wrongPaths(pages: readonly DocumentPage[]): string[] {
  return pages.flatMap((page) =>
    page.inlineCode
      .filter(({ value }) => pathForm.test(value) && !value.includes('/.temp'))
      .filter(({ value }) => !isThere(value))
      .map(({ value, line }) => at(page, line, `${value}: no such file or folder`)),
  )
}

function isThere(file: string): boolean {
  if (file.includes('*')) return globSync(file, { cwd: root }).length > 0
  return statSync(path.join(root, file), { throwIfNoEntry: false }) !== undefined
}

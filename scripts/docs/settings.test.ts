import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { root } from './pages.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const page = read('docs/reference/settings.md')

it('the page of settings has every setting that our code reads', () => {
  const code = globSync(['*.ts', '{src,scripts,bench}/**/*.ts'], { cwd: root }).map(read).join('\n')
  const settings = new Set(
    [...code.matchAll(/env\.((?:VITE|SCENARIOS|E2E)_[A-Z_]+)/g)].map(([, name]) => sure(name)),
  )
  expect([...settings].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

it('the page of settings has every command of package.json that a person starts', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const missing = Object.keys(scripts).filter(
    (name) => !new RegExp(`\`npm (run )?${name}( [^\`]*)?\``).test(page),
  )
  // Parts of `npm run check`, and of `npm install`.
  expect(missing.filter((name) => !['lint', 'types', 'postinstall'].includes(name))).toEqual([])
})

it('.env.example has an example of every setting that the app reads, and of no other', () => {
  const asked = new Set([...read('src/lib/env.ts').matchAll(/\bVITE_[A-Z_]+/g)].map(([name]) => name))
  const shown = [...read('.env.example').matchAll(/^# (VITE_[A-Z_]+)=/gm)].map(([, name]) => sure(name))
  expect(shown.sort()).toEqual([...asked].sort())
})

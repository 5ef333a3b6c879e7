import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { root } from './pages.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>
const versions = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
}
const rows = new Map(
  [...read('docs/explanation/dependencies.md').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
    ([, name, text]) => [sure(name), sure(text)],
  ),
)

it('the page of dependencies says of every direct dependency what it is for, and of nothing else', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(versions).sort())
})

it('the page of dependencies says of every pinned dependency why it is pinned, and of no other', () => {
  const pinned = Object.entries(versions).filter(([, version]) => /^\d/.test(version))
  const explained = [...rows].filter(([, text]) => text.includes('pinned'))
  expect(explained.map(([name]) => name).sort()).toEqual(pinned.map(([name]) => name).sort())
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { parsePage, root } from './pages.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** The reasons and problems that the tests of refusals know; they provoke each and fail at one that they do not know. */
function knownWords(): string[] {
  const source = read('tests/support/refusal.ts')
  const reasons = [...source.matchAll(/reason\('(\w+)'/g)].map(([, name]) => sure(name))
  const problems = sure(/z\.enum\(\[([^\]]*)\]\)/.exec(source)?.[1]?.match(/\w+/g))
  return [...reasons, ...problems]
}

it('the page of errors explains every reason and every problem of a refusal', () => {
  const page = parsePage('docs/reference/errors.md', read('docs/reference/errors.md'))
  const explained = new Set(page.inlineCode.map(({ value }) => value))
  expect(knownWords().length).toBeGreaterThan(30)
  expect(knownWords().filter((word) => !explained.has(word))).toEqual([])
})

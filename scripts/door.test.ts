/** What a newcomer is told, what our checks do and what the public ones do are one thing. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')
const manifest = JSON.parse(read('package.json')) as {
  engines: { node: string }
  optionalDependencies: { node: string }
}
const workflow = read('.github/workflows/ci.yml')

it('a clean checkout is tested by the commands that README.md names', () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter((line) => line.startsWith('npm '))
  expect(commands).toEqual(['npm install', 'npm test'])
  expect(read('README.md')).toContain(`\n${commands.join(' && ')}\n`)
  expect(read('.github/workflows/ci.yml')).toMatch(/^ {6}- run: \.ci\/run$/m)
})

it('public checks run on the oldest Node that is promised and on the one that developers use', () => {
  const used = read('.nvmrc').trim()
  const promised = manifest.engines.node.replace('>=', '')
  expect(/node: \[(.+)\]/.exec(workflow)?.[1]).toBe(`"${promised}", "${used}"`)
  expect(manifest.optionalDependencies.node).toMatch(new RegExp(`^\\^${used}\\.`))
})

it('public checks compare the lock file only where npm writes it as developers do', () => {
  const step = workflow.split(/^ {6}- /m).find((text) => text.includes('git diff --exit-code'))
  expect(step).toContain(`if: matrix.node == '${read('.nvmrc').trim()}'`)
})

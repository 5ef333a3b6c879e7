import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { terminalProgress } from './progress.ts'

function terminal(isTTY: boolean) {
  const out = Object.assign(new PassThrough(), { isTTY, columns: 40 }) as unknown as NodeJS.WriteStream
  return { out, text: () => String((out as unknown as PassThrough).read() ?? '') }
}

it('writes over one line of the terminal, no wider than that, and leaves none', () => {
  const { out, text } = terminal(true)
  const progress = terminalProgress(out)
  progress.begin('Writing public.scenario_application_items', 1_000)
  const shown = sure(text().split('\r\u001b[2K').at(-1))
  expect(shown).toMatch(/^Writing public\.scenario_app/)
  expect(shown.length).toBeLessThan(40)
  progress.end()
  expect(text()).toBe('\r\u001b[2K')
})

it('tells how many rows of how many, where that is known', () => {
  const { out, text } = terminal(true)
  const progress = terminalProgress(out)
  progress.begin('Writing users', 1_500)
  expect(text()).toContain('Writing users: 0 of 1,500 rows')
  progress.begin('Writing flags')
  expect(text()).toContain('Writing flags: 0 rows')
})

it('writes nothing where nobody watches', () => {
  const { out, text } = terminal(false)
  const progress = terminalProgress(out)
  progress.begin('Writing users', 10)
  progress.advance(10)
  progress.end()
  expect(text()).toBe('')
})

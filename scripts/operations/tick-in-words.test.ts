import { expect, it } from 'vitest'
import { tickInWords } from './tick-in-words.ts'

const tick = { skipped: null, ran: {}, failed: [], duration_ms: 1 }

it('says a line for each part that did something', () => {
  expect(
    tickInWords({
      ...tick,
      ran: {
        purge: { instances: 1200, scenarios: 1, events: 34, is_complete: false },
        act: { rolled_back: { sentence: 'Rolled back: feature:scenarios is off for everyone.' } },
        evaluate: { gates: 12, pass: 9, fail: 1, alerts: 1 },
        verify: { invariants: 16, violations: 0 },
      },
    }),
  ).toEqual([
    'Verified: all 16 invariants hold.',
    'Judged 12 gates: 9 pass, 1 fail, 1 alert raised.',
    'Rolled back: feature:scenarios is off for everyone.',
    'Purged 1,235 rows; more is left for the next time.',
  ])
})

it('names what is broken, and what failed', () => {
  expect(
    tickInWords({
      ...tick,
      ran: {
        verify: { invariants: 16, violations: 1, broken: ['every user has a profile'] },
        evaluate: { gates: 1, pass: 1, fail: 0, alerts: 0 },
        purge: { error: { code: '53100', message: 'could not extend file' } },
      },
      failed: ['purge'],
    }),
  ).toEqual([
    'Verified: broken by 1 row: every user has a profile.',
    'Judged 1 gate: 1 pass, 0 fail.',
    'Failed: purge: could not extend file (53100)',
  ])
})

it('says why nothing was done', () => {
  expect(tickInWords({ ...tick, ran: { act: { rolled_back: null } } })).toEqual(['Nothing was due.'])
  expect(tickInWords({ ...tick, skipped: 'It is running already.' })).toEqual(['It is running already.'])
})

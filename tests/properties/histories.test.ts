/** Random histories end as the model says; the long form is `npm run test:histories`. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adminConnection } from '../support/stack.ts'
import { carryOutHistory } from './histories/history.ts'
import { history } from './histories/steps.ts'

const sql = adminConnection()

it(
  'holds, after each step of a history, what an independent model of the product holds',
  () =>
    fc.assert(
      fc.asyncProperty(history(40), async (steps) => {
        expect(await carryOutHistory(sql, steps)).toBe(steps.length)
      }),
      { numRuns: 40 },
    ),
  120_000,
)

/** What markets do, to everything at once. */
import { resolveAssumptions } from '../scenarios/assumptions.ts'
import type { Action } from './action.ts'
import { edits } from './edits.ts'
import { asked, needed } from './questions.ts'

/** In percentage points: what rates have moved by within two years, more than once. */
const usualRise = 2

export const ratesUp: Action = {
  of: null,
  ask: ({ assumptions }) => {
    const resolved = resolveAssumptions(assumptions)
    const [rates, growth] = [Number(resolved.loan_rate_shift), Number(resolved.growth_shift)]
    return {
      questions: [
        needed('assumptions', 'loan_rate_shift', {
          label: 'Loan rates rise by',
          help: 'Percentage points on the rate of every loan that is not fixed, from now on; below zero they fall.',
        }),
        asked('assumptions', 'growth_shift', {
          label: 'Growth changes by',
          help: 'Percentage points on the growth of every property and the return of every portfolio; below zero they grow less.',
        }),
      ],
      beginnings: {
        loan_rate_shift: rates + usualRise <= 20 ? rates + usualRise : rates,
        growth_shift: growth,
      },
      edits: ({ loan_rate_shift, growth_shift = 0 }) =>
        edits({
          assumptions: {
            ...(loan_rate_shift !== undefined && loan_rate_shift !== rates && { loan_rate_shift }),
            ...(growth_shift !== growth && { growth_shift }),
          },
        }),
    }
  },
}

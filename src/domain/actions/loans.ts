/** What is done to a loan: that of a property, or one of its own. */
import { fieldDefinition } from '../instances/catalogue.ts'
import { loanCourse } from '../projection/analysis/loan-course.ts'
import { type Plan, PlanError, type PlanInstance } from '../projection/plan.ts'
import { resolveAssumptions } from '../scenarios/assumptions.ts'
import type { HoldingAction } from './action.ts'
import { edits } from './edits.ts'
import { asked, monthAhead, needed, roughly } from './questions.ts'

/** What of a holding's keys its loan's begin with. */
export const prefixOf = ({ kind }: PlanInstance) => (kind === 'property' ? 'loan_' : '')

/** A param of the loan, by its key without prefix. */
const paramOf = (holding: PlanInstance, key: string) => holding.params[prefixOf(holding) + key]

const owed = (holding: PlanInstance) =>
  holding.kind === 'property' || holding.kind === 'loan' ? Number(paramOf(holding, 'balance') ?? 0) : 0

const ofLoan = {
  question: 'Which loan?',
  none: 'There is no loan here that could be paid off.',
  sizeOf: owed,
}

/** What is stored of these keys, where something is. */
function storedOf(holding: PlanInstance, keys: readonly string[]) {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = paramOf(holding, key)
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}

/** Writes answers of these keys into the loan. */
function writing(holding: PlanInstance, keys: readonly string[]): ReturnType<HoldingAction['ask']>['edits'] {
  return (answers) =>
    edits({
      edited: [
        [holding, Object.fromEntries(keys.map((key) => [prefixOf(holding) + key, answers[key] ?? null]))],
      ],
    })
}

/** The first repayment to come; null where there is none. */
function repaymentOf(plan: Plan, { id }: PlanInstance): number | null {
  try {
    return loanCourse(plan, id)?.repayment ?? null
  } catch (error) {
    if (error instanceof PlanError) return null
    throw error
  }
}

const faster = ['extra_monthly_payment', 'uses_household_offset'] as const

export const payOffFaster: HoldingAction = {
  of: ofLoan,
  ask: (plan, holding) => {
    const stored = storedOf(holding, faster)
    const tenth = roughly((repaymentOf(plan, holding) ?? 0) / 10)
    return {
      questions: [
        needed('loan', 'extra_monthly_payment', {
          label: 'Extra each month',
          help: 'What you pay on top of the regular repayment, out of your household account.',
        }),
        asked('loan', 'uses_household_offset'),
      ],
      beginnings: { ...stored, extra_monthly_payment: Number(stored.extra_monthly_payment ?? 0) || tenth },
      edits: writing(holding, faster),
    }
  },
}

const lump = ['lump_sum', 'lump_sum_month', 'lump_sum_yearly'] as const

export const lumpSum: HoldingAction = {
  of: ofLoan,
  ask: (plan, holding) => {
    const stored = storedOf(holding, lump)
    const cash = Number(resolveAssumptions(plan.assumptions).household_cash ?? 0)
    const sensible = roughly(cash > 0 ? Math.min(cash / 2, owed(holding)) : owed(holding) / 10)
    return {
      questions: [
        needed('loan', 'lump_sum', { label: 'How much' }),
        needed('loan', 'lump_sum_month', {
          label: 'In which month',
          help: 'It is paid with the repayment at the end of this month.',
        }),
        asked('loan', 'lump_sum_yearly'),
      ],
      beginnings: {
        lump_sum: sensible,
        lump_sum_month: monthAhead(plan, holding, 1),
        ...stored,
      },
      edits: writing(holding, lump),
    }
  },
}

const terms = [
  'refinance_month',
  'refinance_rate',
  'refinance_term_months',
  'refinance_costs',
  'refinance_draw',
]

export const refinance: HoldingAction = {
  of: ofLoan,
  ask: (plan, holding) => ({
    questions: [
      needed('loan', 'refinance_month', { label: 'From which month' }),
      needed('loan', 'refinance_rate', {
        label: 'The new rate',
        help: 'The variable rate charged from then on, also where a fixed one was to last longer.',
      }),
      asked('loan', 'refinance_term_months'),
      asked('loan', 'refinance_costs'),
      asked('loan', 'refinance_draw'),
    ],
    more: ['refinance_draw'],
    beginnings: {
      refinance_month: monthAhead(plan, holding, 3),
      refinance_rate: Number(paramOf(holding, 'rate') ?? fieldDefinition('loan', 'rate')?.default),
      ...storedOf(holding, terms),
    },
    edits: writing(holding, terms),
  }),
}

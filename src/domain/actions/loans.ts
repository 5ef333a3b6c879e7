/** What is done to a loan: that of a property, or one of its own. */
import { addMonths, type Month, monthIndex } from '../calendar/month.ts'
import { fieldDefinition } from '../instances/catalogue.ts'
import { statedMonth } from '../instances/stated-month.ts'
import { loanCourse } from '../projection/analysis/loan-course.ts'
import { type Plan, PlanError, type PlanInstance } from '../projection/plan.ts'
import { resolveAssumptions } from '../scenarios/assumptions.ts'
import type { HoldingAction } from './action.ts'
import { edits } from './edits.ts'
import { asked, monthAhead, monthOf, needed, roughly } from './questions.ts'

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

/** A loan holds one lump sum, or one of every year, and one refinancing: what is written takes the place of it. */
interface Held {
  /** The next month of it, this one or one to come; null where there is none. */
  readonly next: Month | null
  /** Whether it has come since the month of the loan's amounts: taken away, the loan would be owed otherwise today. */
  readonly hasCome: boolean
}

function held({ startMonth }: Plan, holding: PlanInstance, monthKey: string, isYearly: boolean): Held {
  const { params } = holding
  const first = monthOf(params, prefixOf(holding) + monthKey)
  if (first === null) return { next: null, hasCome: false }
  if (first >= startMonth) return { next: first, hasCome: false }
  const years = isYearly ? Math.ceil((monthIndex(startMonth) - monthIndex(first)) / 12) : 0
  const last = addMonths(first, 12 * Math.max(0, years - 1))
  const stated = statedMonth(params)
  return { next: isYearly ? addMonths(first, 12 * years) : null, hasCome: stated !== null && last >= stated }
}

export function heldLumpSum(plan: Plan, holding: PlanInstance): Held {
  return held(plan, holding, 'lump_sum_month', paramOf(holding, 'lump_sum_yearly') === true)
}

/** What to do before another one can be written. */
const firstEnter = ({ kind, name }: PlanInstance, what: string) =>
  `Edit “${name}” first: enter ${kind === 'property' ? 'what it is worth, ' : ''}${what} now, and this month under “Amounts as of”.`

const lump = ['lump_sum', 'lump_sum_month', 'lump_sum_yearly'] as const

export const lumpSum: HoldingAction = {
  of: ofLoan,
  ask: (plan, holding) => {
    const { next, hasCome } = heldLumpSum(plan, holding)
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
        ...(next !== null && { ...storedOf(holding, lump), lump_sum_month: next }),
      },
      ...(hasCome && {
        refusal: `A lump sum has been paid since the month of its amounts, and a loan holds one. ${firstEnter(holding, 'what is owed')}`,
      }),
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
  ask: (plan, holding) => {
    const { next, hasCome } = held(plan, holding, 'refinance_month', false)
    return {
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
        ...(next !== null && storedOf(holding, terms)),
      },
      ...(hasCome && {
        refusal: `It has been refinanced since the month of its amounts, and a loan holds one refinancing. ${firstEnter(holding, 'what is owed and its terms')}`,
      }),
      edits: writing(holding, terms),
    }
  },
}

/** Why the household account is overdrawn in one future: what differs there from a course of average years. */
import { SMALLEST_DEFICIT } from '../engine/shortfall.ts'
import { type Projection, totalAt } from '../projection.ts'
import type { Row } from '../rows.ts'
import type { OnePath } from '../simulation/one-path.ts'

export type CauseKind =
  | 'interest'
  | 'repayments'
  | 'incomes'
  | 'spending'
  | 'yields'
  | 'costs'
  | 'contributions'
  | 'withdrawals'
  | 'covered'
  | 'tax'

/** What each brings to the household account; together they are its flow. */
const parts: Readonly<Record<CauseKind, Partial<Record<Row, 1 | -1>>>> = {
  interest: { interest: -1 },
  repayments: { principal: -1 },
  incomes: { received: 1 },
  spending: { spent: -1 },
  yields: { income: 1, reinvested: -1 },
  costs: { expenses: -1 },
  contributions: { contributions: -1 },
  withdrawals: { withdrawals: 1, covered: -1 },
  covered: { covered: 1 },
  tax: { tax: -1 },
}

/** In money of the first month by the prices of the year of the shortfall, so that parts add up. */
export interface Cause {
  readonly kind: CauseKind
  /** What the account has received more of than in average years until the end of that year; below zero: less. */
  readonly amount: number
  /** What of it falls into that year. */
  readonly inYear: number
}

export interface ShortfallCause {
  /** The year in which the account is overdrawn for the first time, counted from 1. */
  readonly year: number
  /** What the account holds at the end of that year, and what it would hold by then if every year were average. */
  readonly account: number
  readonly average: number
  /** Whether it would be overdrawn by then in average years too: then the plan itself is the cause. */
  readonly isPlanned: boolean
  /** The largest first. They add up to `account` less `average`. */
  readonly causes: readonly Cause[]
  /** What is held of each at the end of that year, here and in average years. */
  readonly worth: Readonly<Record<'propertyValue' | 'portfolioValue', { account: number; average: number }>>
  /** Interest rates of that year less those that the plan assumes, in percentage points. */
  readonly rateShift: number
}

/** Null of a path on which the account is never overdrawn. `average` is the plan's deterministic projection. */
export function shortfallCause(path: OnePath, average: Projection): ShortfallCause | null {
  const { projection, firstShortfall, rateShift } = path
  if (firstShortfall === 0) return null
  const year = Math.ceil(firstShortfall / 12)
  const real = (amount: number) => amount / (projection.priceLevels[year] ?? Number.NaN)
  const both = (row: Row) => ({
    account: real(totalAt(projection, row, year)),
    average: real(totalAt(average, row, year)),
  })
  const more = (kind: CauseKind, when: number) =>
    Object.entries(parts[kind]).reduce((sum, [row, sign]) => {
      const difference = totalAt(projection, row as Row, when) - totalAt(average, row as Row, when)
      return sum + sign * difference
    }, 0)
  const causes = (Object.keys(parts) as CauseKind[]).map((kind) => {
    let amount = 0
    for (let when = 1; when <= year; when++) amount += more(kind, when)
    return { kind, amount: real(amount), inYear: real(more(kind, year)) }
  })
  const isOverdrawn = (when: number) => totalAt(average, 'deficit', when) >= SMALLEST_DEFICIT
  return {
    year,
    ...both('household'),
    isPlanned: Array.from({ length: year }, (_, index) => index + 1).some(isOverdrawn),
    causes: causes.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    worth: { propertyValue: both('propertyValue'), portfolioValue: both('portfolioValue') },
    rateShift: rateShift[year] ?? Number.NaN,
  }
}

/** Shocks, to see what a plan survives: ready-made ones, and the user's own. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { type OwnStressTest, readOwnStressTests } from '#domain/scenarios/own-stress-tests.ts'
import { shockFigure } from '#domain/scenarios/shock-figures.ts'
import type { Plan, Shock } from '../plan.ts'
import { movements } from './movements.ts'

export interface StressTest {
  readonly key: string
  readonly name: string
  /** What moves and what stays: a sentence; of the user's own, what stays alone. */
  readonly stays: string
  /** The user's own, with its place among them. */
  readonly own: { readonly test: OwnStressTest; readonly place: number } | null
  readonly shocks: readonly Shock[]
}

function readyMade(plan: Plan): StressTest[] {
  const test = (key: string, name: string, stays: string, shocks: readonly Shock[]): StressTest => ({
    key,
    name,
    stays,
    own: null,
    shocks,
  })
  const shocksOf = (figure: keyof typeof movements, by: number, months?: number) =>
    movements[figure].shocks(by, months === undefined ? {} : { months }, plan)
  return [
    test(
      'rates_up',
      'Borrowing rates +2 points, deposits stay',
      `For good. ${movements.loan_rate.stays}`,
      shocksOf('loan_rate', 2),
    ),
    test(
      'all_rates_up',
      'Borrowing rates +2 points, deposits follow',
      `For good. ${movements.all_rates.stays}`,
      shocksOf('all_rates', 2),
    ),
    test(
      'prices_down',
      'Prices down 20%',
      'Every property and share portfolio held loses a fifth of its worth at once and grows from there as before; bonds, cost bases, rents and rates stay.',
      [...shocksOf('property_value', -20), ...shocksOf('share_value', -20)],
    ),
    test(
      'no_rent',
      'Six months without rent',
      'No property brings in rent during the first six months; loans and running costs go on.',
      shocksOf('rent', -100, 6),
    ),
  ]
}

function ownTest(plan: Plan, test: OwnStressTest, place: number): StressTest {
  const { figure, by, from, months } = test
  const window = { ...(from === null ? {} : { from }), ...(months === null ? {} : { months }) }
  return {
    key: `own-${place}`,
    name: test.name,
    stays: movements[figure].stays,
    own: { test, place },
    shocks: movements[figure].shocks(by, window, plan),
  }
}

/** The stress tests of a plan: the ready-made, then the user's own in their order. */
export function stressTestsOf(plan: Plan): StressTest[] {
  const own = readOwnStressTests(resolveAssumptions(plan.assumptions).stress_tests)
  return [...readyMade(plan), ...own.map((test, place) => ownTest(plan, test, place))]
}

/** Whether nothing of it is left to come when a projection begins, or it only begins after its end. */
export function whenOutside(
  { figure, from, months }: OwnStressTest,
  startMonth: Month,
  years: number,
): 'past' | 'later' | null {
  if (from === null) return null
  if (from >= addMonths(startMonth, 12 * years)) return 'later'
  if (shockFigure(figure).isFall) return from < startMonth ? 'past' : null
  return months !== null && addMonths(from, months) <= startMonth ? 'past' : null
}

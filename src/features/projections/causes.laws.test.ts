import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { totalAt } from '#domain/projection/projection.ts'
import type { Side } from './breakdown.ts'
import { amountOf, type Causes, causesOf } from './causes.ts'
import { totals } from './series.ts'
import { asWritten, barsOf } from './waterfall.ts'

const plans = planArbitrary(6, 8, ordinary)
const monies = fc.constantFrom('today' as const, 'future' as const)

/** A plan alone, and beside another over the same years under the same assumptions. */
const sides: fc.Arbitrary<Side> = fc.tuple(plans, plans, fc.boolean()).map(([plan, other, isAlone]) => {
  const shown = project(plan)
  return isAlone ? { shown } : { shown, less: project({ ...other, assumptions: plan.assumptions }) }
})

const stepsOf = ({ causes }: Causes) =>
  causes.map((cause) => ({ key: cause.key, label: cause.key, amount: amountOf(cause) }))
it('the sum of a waterfall is its end bar as it is written, in dollars, yen or dinars, in either money, alone and beside another plan', () => {
  fc.assert(
    fc.property(
      sides,
      monies,
      fc.integer({ min: 2, max: 14 }),
      fc.constantFrom(2, 0, 3),
      (side, money, most, decimals) => {
        const found = causesOf(side, money)
        const sum = found.causes.reduce((all, cause) => all + amountOf(cause), found.start)
        const worst = [side.shown, side.less ?? side.shown].flatMap((one) => [...one.totals])
        const tolerance = 0.005 + 1e-9 * worst.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        expect(Math.abs(sum - found.end)).toBeLessThan(tolerance)
        // In cents, exactly, as far as a sum that large can hold a cent.
        fc.pre(tolerance < 0.006)
        // In its smallest units: whole, and no negative zero.
        const inUnits = (amount: number) => Math.round(10 ** decimals * amount) + 0
        const shown = asWritten(
          {
            start: { label: '', amount: found.start },
            steps: stepsOf(found),
            end: { label: '', amount: found.end },
          },
          decimals,
        )
        const bars = barsOf(shown, most)
        expect(bars.length).toBeLessThanOrEqual(most)
        const units = bars.reduce((all, { step }) => all + inUnits(step.amount), inUnits(shown.start.amount))
        expect(units).toBe(inUnits(shown.end.amount))
        expect(inUnits(bars.at(-1)?.to ?? shown.end.amount)).toBe(inUnits(shown.end.amount))
      },
    ),
    { numRuns: 100 },
  )
})

it('its ends are the net worths that every other screen shows', () => {
  fc.assert(
    fc.property(sides, monies, ({ shown, less }, money) => {
      const last = (side: Side['shown']) => totals(side, 'netWorth', money)[side.years]
      const { start, end } = causesOf(less ? { shown, less } : { shown }, money)
      expect(end).toBe(last(shown))
      expect(start).toBe(less ? last(less) : totalAt(shown, 'netWorth', 0))
    }),
    { numRuns: 30 },
  )
})

it('a cause is the sum of its holdings, of its years, and of what makes each of them', () => {
  fc.assert(
    fc.property(sides, monies, (side, money) => {
      for (const { key, values, parts } of causesOf(side, money).causes) {
        const size = parts.reduce(
          (most, part) => part.values.reduce((a, x) => Math.max(a, Math.abs(x)), most),
          1,
        )
        values.forEach((amount, year) => {
          const sum = parts.reduce((all, part) => all + part.values[year]!, 0)
          expect(Math.abs(sum - amount), key).toBeLessThan(1e-9 * size)
        })
        for (const { values, terms } of parts) {
          const lists = Object.values(terms)
          if (lists.length === 0) continue
          values.forEach((amount, year) => {
            const sum = lists.reduce((all, list) => all + list[year]!, 0)
            expect(Math.abs(sum - amount), key).toBeLessThan(1e-9 * size)
          })
        }
      }
    }),
    { numRuns: 30 },
  )
})

it('where nothing differs, nothing is a reason', () => {
  fc.assert(
    fc.property(plans, monies, (plan, money) => {
      const { start, end, causes } = causesOf({ shown: project(plan), less: project(plan) }, money)
      expect([end - start, causes]).toEqual([0, []])
    }),
    { numRuns: 20 },
  )
})

it('follows two years by hand', () => {
  // A flat of 100 that rises 10% a year, a deposit of 200 that earns nothing, a debt of 50 that costs nothing; prices rise 25%.
  const shown = project(
    planOf(
      [
        instanceOf(
          'property',
          { value: 100, growth_rate: 10, use: 'own_use', annual_expenses: 0 },
          { name: 'Flat' },
        ),
        instanceOf('cash', { value: 200, interest_rate: 0 }, { name: 'Savings' }),
        instanceOf(
          'loan',
          { balance: 50, rate: 0, interest_only_months: 24, term_months: 240 },
          { name: 'Loan' },
        ),
      ],
      { horizon_years: 2, inflation_rate: 25 },
    ),
  )
  const rounded = (money: 'today' | 'future') => {
    const { start, end, causes } = causesOf({ shown }, money)
    return {
      start,
      end: Math.round(100 * end) / 100,
      ...Object.fromEntries(causes.map((cause) => [cause.key, Math.round(100 * amountOf(cause)) / 100])),
    }
  }
  // 100 + 200 − 50 becomes 121 + 200 − 50.
  expect(rounded('future')).toEqual({ start: 250, propertyGrowth: 21, end: 271 })
  // 121 / 1.25² is 77.44, 200 / 1.25² is 128, and 50 / 1.25² is 32.
  expect(rounded('today')).toEqual({
    start: 250,
    propertyGrowth: -22.56,
    cashInflation: -72,
    debtInflation: 18,
    end: 173.44,
  })
})

/** Two people, each taxed on their own part of everything. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf } from '#domain/instances/catalogue.ts'
import type { Params } from '#domain/instances/types.ts'
import { carriedAssumptions, carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { type PersonsTaxYear, taxWorksheet } from './analysis/tax-worksheet.ts'
import { totalsByYear } from './by-year.test-support.ts'
import { ordinary, planArbitrary } from './plan.arbitrary.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { rows } from './rows.ts'

const plans = planArbitrary(5, 12, ordinary)

const ofSecond = new Set<string>(Object.values(carriedKeys(1)))
const without = (params: Params, isLeftOut: (key: string) => boolean): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => !isLeftOut(key)))

/** The plan with other params, by what was said of each. */
function withParams(plan: Plan, changed: (params: Params, plan: Plan['instances'][number]) => Params): Plan {
  return { ...plan, instances: plan.instances.map((one) => ({ ...one, params: changed(one.params, one) })) }
}

const exactly = (values: Float64Array) => Array.from(values, (value) => value + 0)

/** To the cent, or what adding such large numbers loses. */
function expectSameTotals(found: Plan, expected: Plan, times = 1) {
  const [ours, theirs] = [totalsByYear(project(found)), totalsByYear(project(expected))]
  const largest = Math.max(...theirs.flatMap((year) => rows.map((row) => Math.abs(year[row]))))
  for (const [year, row] of theirs.entries())
    for (const key of rows)
      expect(Math.abs(ours[year]![key] - times * row[key]), `${key} of year ${year}`).toBeLessThan(
        0.01 + 1e-10 * largest,
      )
}

describe('two people', () => {
  it('of whom one has all are taxed as one alone, to the bit', () => {
    fc.assert(
      fc.property(plans, fc.boolean(), (any, isSaid) => {
        const plan = withParams(any, (params) => ({
          ...without(params, (key) => key === 'owner_share'),
          ...(isSaid && { owner_share: 100 }),
        }))
        // What the account earns is of both.
        const assumptions = {
          ...without(plan.assumptions, (key) => ofSecond.has(key)),
          household_cash_rate: 0,
        }
        const [one, two] = [1, 2].map((taxpayers) =>
          project({ ...plan, assumptions: { ...assumptions, taxpayers } }),
        )
        for (const part of ['totals', 'household', 'perInstance'] as const)
          expect(exactly(two![part])).toEqual(exactly(one![part]))
      }),
    )
  })

  it('who exchange all that they have owe the same together', () => {
    fc.assert(
      fc.property(plans, (any) => {
        const stated = { ...any.assumptions, taxpayers: 2, other_income: 0 }
        const plan = { ...any, assumptions: stated as Params }
        const mirrored = withParams(plan, (params) => ({
          ...params,
          owner_share: 100 - Number(params.owner_share ?? 100),
        }))
        const exchanged = Object.fromEntries(
          Object.values(carriedKeys(0)).flatMap((key) => [
            [key, plan.assumptions[`second_${key}`] ?? 0],
            [`second_${key}`, plan.assumptions[key] ?? 0],
          ]),
        )
        expectSameTotals({ ...mirrored, assumptions: { ...plan.assumptions, ...exchanged } }, plan)
      }),
    )
  })

  it('with a half each are twice one with half of everything', () => {
    fc.assert(
      fc.property(plans, (any) => {
        const known = without(any.assumptions, (key) => ofSecond.has(key))
        const same = Object.fromEntries(
          Object.values(carriedKeys(0)).map((key) => [`second_${key}`, known[key] ?? 0]),
        )
        const assumptions = { ...known, ...same, other_income: 0 } as Params
        const both = withParams({ ...any, assumptions: { ...assumptions, taxpayers: 2 } }, (params) => ({
          ...params,
          owner_share: 50,
        }))
        const halved = withParams(any, (params, { kind }) => {
          const amounts = fieldsOf(kind).filter(({ type, key }) => type === 'money' && key in params)
          return {
            ...params,
            ...Object.fromEntries(amounts.map(({ key }) => [key, Number(params[key]) / 2])),
          }
        })
        const ofOne = {
          ...assumptions,
          taxpayers: 1,
          household_cash: Number(assumptions.household_cash ?? 0) / 2,
          household_monthly_surplus: Number(assumptions.household_monthly_surplus ?? 0) / 2,
        }
        expectSameTotals(both, { ...halved, assumptions: ofOne }, 2)
      }),
    )
  })

  it('share each holding’s income and gain, and nothing of it is lost', () => {
    // Two pay less tax, so that less has to be sold to cover it: then there are other incomes and gains to share.
    const carried = new Set([...carriedAssumptions.map(({ key }) => key), 'cover_shortfall_from'])
    fc.assert(
      fc.property(plans, (any) => {
        const known = without(any.assumptions, (key) => carried.has(key))
        const sheets = ([1, 2] as const).map(
          (taxpayers) => taxWorksheet({ ...any, assumptions: { ...known, taxpayers } }).years,
        )
        const [one, two] = sheets as [(typeof sheets)[0], (typeof sheets)[0]]
        const told = (persons: readonly PersonsTaxYear[], holding: string) =>
          persons
            .flatMap(({ holdings }) => holdings.filter(({ id }) => id === holding))
            .reduce(
              (sum, { assessable, realised }) => ({
                assessable: sum.assessable + assessable,
                gain: sum.gain + realised.reduce((all, { gain }) => all + gain, 0),
              }),
              { assessable: 0, gain: 0 },
            )
        for (const [year, { persons }] of one.entries()) {
          const people = two[year]!.persons
          expect(people.map(({ person }) => person)).toEqual(['first', 'second'])
          for (const { id, params } of any.instances) {
            const [whole, both] = [told(persons, id), told(people, id)]
            const share = Number(params.owner_share ?? 100) / 100
            const size = 1e-9 * (1 + Math.abs(whole.assessable) + Math.abs(whole.gain))
            expect(Math.abs(both.assessable - whole.assessable)).toBeLessThan(size)
            expect(Math.abs(both.gain - whole.gain)).toBeLessThan(size)
            expect(Math.abs(told([people[0]!], id).gain - share * whole.gain)).toBeLessThan(size)
          }
        }
      }),
    )
  })
})

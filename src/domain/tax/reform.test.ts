import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { instanceSeries, totalSeries } from '#domain/projection/projection.ts'

/** So much other income that every dollar more or less counts at 45% and the levy of 2%. */
const highest = { tax_system: 'au_resident', elsewhere: 1_000_000, horizon_years: 12, inflation_rate: 2.5 }

/** Taxable income of each projection year, from 2026 on, that the instances make, at the highest rate. */
function taxedIn(instances: readonly PlanInstance[], assumptions: Params = {}): number[] {
  const projection = project(planOf(instances, { ...highest, ...assumptions }))
  return Array.from(totalSeries(projection, 'tax'), (tax) => tax / 0.47).slice(1)
}
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const yearly = (factor: number) => (factor - 1) * 100

/** A dwelling that brings in nothing and costs nothing but itself. */
const dwelling = (params: Params) => instanceOf('property', { growth_rate: 0, sale_cost_rate: 0, ...params })
const shares = (params: Params) => instanceOf('portfolio', { expected_return: 0, income_yield: 0, ...params })

// Budget 2026–27, tax explainer on negative gearing and capital gains tax, 12 May 2026: rounded to whole dollars.
describe('a gain as the Budget works it out', () => {
  const growth_rate = yearly(2 ** 0.1)
  const jane = { growth_rate, start_month: '2022-07', cost_base: 800_000, sale_month: '2032-06' }
  it('Jane: half of 331,371 up to July 2027, and 319,958 over the indexed base', () => {
    const now = { ...jane, value: 800_000 * 2 ** 0.35 }
    expect(sumOf(taxedIn([dwelling(now)]))).toBeCloseTo(485_643, -1)
  })
  it('is the same for shares, whose cost is followed month by month', () => {
    const { growth_rate: expected_return, ...sale } = jane
    const now = { ...sale, expected_return, value: 800_000 * 2 ** 0.35 }
    expect(sumOf(taxedIn([shares(now)]))).toBeCloseTo(485_643, -1)
  })
  it('Zoe: 11.86 of 25, all of it after July 2027', () => {
    const zoe = {
      value: 100_000,
      start_month: '2027-07',
      sale_month: '2032-06',
      growth_rate: yearly(1.25 ** 0.2),
    }
    expect(sumOf(taxedIn([dwelling(zoe)]))).toBeCloseTo(11_859, 0)
  })
  it.each([
    ['David', 5, 174_405],
    ['Ben', 2.5, 0],
    ['Kate', 7.5, 390_474],
  ])('%s: of 500,000 that grow by %d% over ten years %d', (_, rate, gain) => {
    const sale = { value: 500_000, start_month: '2027-07', sale_month: '2037-06', growth_rate: rate }
    expect(sumOf(taxedIn([dwelling(sale)]))).toBeCloseTo(gain, -1)
  })
  it('David, in a new build that keeps the discount: 157,224', () => {
    const sale = { value: 500_000, start_month: '2027-07', sale_month: '2037-06', growth_rate: 5 }
    expect(sumOf(taxedIn([dwelling({ ...sale, dwelling: 'new_build' })]))).toBeCloseTo(157_224, -1)
    const indexed = dwelling({ ...sale, dwelling: 'new_build', new_build_gains: 'indexation' })
    expect(sumOf(taxedIn([indexed]))).toBeCloseTo(174_405, -1)
  })
})

describe('the minimum tax', () => {
  // Jack, in the same explainer: 14% of 10,000, and 16% more up to 30%. The levy of 2% comes on top.
  it('Jack: takes 3,000 of a gain of 10,000 beside an income of 25,000 after the standard deduction', () => {
    const sold = shares({
      value: 20_000,
      cost_base: 10_000,
      start_month: '2027-07',
      sale_month: '2027-08',
    })
    const tax = (law: Params) => {
      const plan = planOf([sold], {
        tax_system: 'au_resident',
        elsewhere: 26_000,
        horizon_years: 3,
        ...law,
      })
      return sumOf(Array.from(totalSeries(project(plan), 'tax')))
    }
    const levyIn = Math.min(35_000 * 0.02, (35_000 - 28_011) * 0.1)
    expect(tax({})).toBeCloseTo(3_000 + levyIn, 6)
  })
})

describe('where a sale stands in time', () => {
  const held = { value: 200_000, cost_base: 100_000 }
  // Prices stand still: only what the law does is seen.
  const still = { inflation_rate: 0 }
  it.each<[string, Params, number]>([
    ['long before, sold in June 2027', { ...held, sale_month: '2027-06' }, 50_000],
    ['long before, sold in July 2027', { ...held, sale_month: '2027-07' }, 50_000],
    ['long before, sold in 2030', { ...held, sale_month: '2030-03' }, 50_000],
    [
      'in January 2027, sold in March 2028',
      { ...held, start_month: '2027-01', sale_month: '2028-03' },
      50_000,
    ],
    [
      'in January 2027, sold in June 2027',
      { ...held, start_month: '2027-01', sale_month: '2027-06' },
      100_000,
    ],
    [
      'in January 2027, sold in August 2027',
      { ...held, start_month: '2027-01', sale_month: '2027-08' },
      100_000,
    ],
    ['in August 2027, sold in 2030', { ...held, start_month: '2027-08', sale_month: '2030-03' }, 100_000],
    ['as a new build long before', { ...held, dwelling: 'new_build', sale_month: '2030-03' }, 50_000],
    [
      'as a new build later',
      { ...held, dwelling: 'new_build', start_month: '2027-08', sale_month: '2030-03' },
      50_000,
    ],
    ['as a home', { ...held, use: 'main_residence', sale_month: '2030-03' }, 0],
  ])('bought %s', (_, params, gain) => {
    expect(sumOf(taxedIn([dwelling(params)], still))).toBeCloseTo(gain, 4)
  })
  it('makes no step of July 2027 for prices that stand still', () => {
    const [june, july] = ['2027-06', '2027-07'].map((sale_month) =>
      sumOf(taxedIn([dwelling({ ...held, sale_month })], still)),
    )
    expect(july).toBeCloseTo(june!, 6)
  })
  it('between plain and indexed cost is neither gain nor loss', () => {
    const winner = {
      ...shares({ value: 150_000, cost_base: 100_000, sale_month: '2026-12' }),
      id: 'w',
      lineageId: 'w',
    }
    const one = (growth_rate: number) =>
      dwelling({ value: 100_000, growth_rate, start_month: '2027-07', sale_month: '2030-06' })
    const [alone] = [sumOf(taxedIn([winner]))]
    expect(sumOf(taxedIn([winner, one(1)]))).toBeCloseTo(alone!, 6)
  })
  it('takes what was deducted since July 2027 off the cost before that rises', () => {
    // 18 months until July 2027 and 24 from there on, while prices rise by 2.5% a year and this dwelling's do not fall behind.
    const let_ = { ...held, growth_rate: 2.5, building_depreciation: 4_000, sale_month: '2029-06' }
    const worth = 200_000 * 1.025 ** 1.5
    const before = (worth - (100_000 - 6_000)) / 2
    expect(sumOf(taxedIn([dwelling(let_)]))).toBeCloseTo(-4_000 * 3.5 + before + 8_000 * 1.025 ** 2, 4)
  })
  it('stays with the discount if changes of the law are ignored', () => {
    const later = dwelling({ ...held, start_month: '2027-08', sale_month: '2030-03' })
    expect(sumOf(taxedIn([later], { ...still, law_changes: 'ignore' })) * 0.47).toBeCloseTo(50_000 * 0.47, 4)
  })
})

describe('losses of capital', () => {
  it('lower gains up to July 2027 first, before the discount', () => {
    const winner = dwelling({ value: 300_000, cost_base: 100_000, growth_rate: 0, sale_month: '2030-03' })
    const lost = {
      ...shares({ value: 50_000, cost_base: 110_000, sale_month: '2030-03' }),
      id: 'l',
      lineageId: 'l',
    }
    expect(sumOf(taxedIn([winner, lost], { inflation_rate: 0 }))).toBeCloseTo((200_000 - 60_000) / 2, 4)
  })
})

describe('a loss of a dwelling', () => {
  const loss = { value: 500_000, annual_expenses: 12_000, expense_growth_rate: 0 }
  const years = { horizon_years: 4, inflation_rate: 0 }
  const waits = (params: Params = {}) => dwelling({ ...loss, start_month: '2026-06', ...params })
  it.each<[string, Params, number[]]>([
    ['bought in April 2026', { start_month: '2026-04' }, [-9_000, -12_000, -12_000, -12_000]],
    ['owned for long', {}, [-12_000, -12_000, -12_000, -12_000]],
    ['bought in May 2026', { start_month: '2026-05' }, [-8_000, -6_000, 0, 0]],
    [
      'bought as a new build',
      { start_month: '2026-05', dwelling: 'new_build' },
      [-8_000, -12_000, -12_000, -12_000],
    ],
  ])('%s', (_, params, expected) => {
    taxedIn([dwelling({ ...loss, ...params })], years).forEach((taxed, year) => {
      expect(taxed).toBeCloseTo(expected[year]!, 4)
    })
  })
  // Explanatory memorandum, examples 2.5 and 2.6 (Tyson), scaled to whole projection years.
  it('lowers the income of other dwellings, and what is left of it waits', () => {
    const rent = (id: string, net: number, params: Params) => ({
      ...dwelling({
        value: 500_000,
        weekly_rent: net > 0 ? net / 52 : 0,
        rent_growth_rate: 0,
        annual_expenses: net < 0 ? -net : 0,
        expense_growth_rate: 0,
        ...params,
      }),
      id,
      lineageId: id,
    })
    const tyson = [
      rent('a', 3_000, {}),
      rent('b', 2_000, {}),
      rent('c', 5_000, { start_month: '2028-01' }),
      rent('d', -15_000, { start_month: '2028-01', sale_month: '2028-12' }),
    ]
    const taxed = taxedIn(tyson, { horizon_years: 5, inflation_rate: 0 })
    // 2028: nothing, 5,000 wait; 2029: 10,000 of income less these.
    expect(taxed[2]).toBeCloseTo(0, 4)
    expect(taxed[3]).toBeCloseTo(5_000, 4)
    expect(taxed[4]).toBeCloseTo(10_000, 4)
  })
  it('lowers gains of dwellings before their discount', () => {
    const sold = {
      ...dwelling({ value: 120_000, cost_base: 100_000, sale_month: '2028-12' }),
      id: 's',
      lineageId: 's',
    }
    const taxed = taxedIn([waits({ annual_expenses: 3_000, start_month: '2028-01' }), sold], {
      horizon_years: 4,
      inflation_rate: 0,
    })
    expect(taxed[2]).toBeCloseTo((20_000 - 3_000) / 2, 4)
    expect(taxed[3]).toBeCloseTo(0, 4)
  })
  it('that takes all that is left of the income of another leaves neither a part of the tax', () => {
    const named = (id: string, params: Params) => ({ ...instanceOf('property', params), id, lineageId: id })
    const sold = { building_depreciation: 100_000, sale_month: '2031-12' }
    const rent = { weekly_rent: 1_012.210062390758, rent_growth_rate: 15 }
    const two = [
      named('first', { ...sold, ...rent, value: 0, purchase_costs: 1_000_000, start_month: '2026-02' }),
      named('second', { ...sold, value: 1_000, start_month: '2026-05' }),
    ]
    const law = { tax_system: 'au_resident', tax_year_end_month: 6, elsewhere: 200_000 }
    const projection = project(planOf(two, { ...law, horizon_years: 6 }))
    // The first has lost 2,187.51 at 47% in the tax year that ends in June; in the months since nothing is taxed.
    expect(instanceSeries(projection, 'first', 'tax')[6]).toBeCloseTo(-1_028.13, 2)
    expect(instanceSeries(projection, 'second', 'tax')[6]).toBeCloseTo(0, 2)
  })
})

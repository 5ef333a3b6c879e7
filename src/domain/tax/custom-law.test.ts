import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { instanceSeries, totalSeries } from '#domain/projection/projection.ts'

const taxOf = (instance: PlanInstance, assumptions: Params) =>
  totalSeries(
    project(planOf([instance], { horizon_years: 1, tax_year_end_month: 12, ...assumptions })),
    'tax',
  )[1]!

const sold = (gain: number) =>
  instanceOf('portfolio', {
    value: 100_000 + gain,
    cost_base: 100_000,
    expected_return: 0,
    income_yield: 0,
    sale_month: '2026-06',
  })

/** England: allowance 12,570, 20 % to 50,270, 40 % to 125,140, then 45 %; GOV.UK, rates for 2025–26 and 2026–27. */
const british = {
  tax_system: 'custom',
  tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
  gains_brackets: '0:18, 50270:24',
  gains_allowance: 3_000,
  interest_credit_rate: 20,
}

describe('a British higher-rate taxpayer with an income of 60,000', () => {
  const flat = (params: Params = {}) =>
    instanceOf('property', {
      value: 300_000,
      weekly_rent: 300,
      rent_growth_rate: 0,
      loan_balance: 220_000,
      loan_rate: 5,
      loan_interest_only_months: 60,
      ...params,
    })
  // GOV.UK, "Tax relief for residential landlords: how it's worked out": 40 % of 15,600, less 20 % of 11,000.
  it('pays 4,040 on a rent of 15,600 with interest of 11,000, and not 1,840', () => {
    expect(taxOf(flat(), { ...british, elsewhere: 60_000 })).toBeCloseTo(4_040, 6)
    expect(taxOf(flat(), { ...british, elsewhere: 60_000, interest_credit_rate: 0 })).toBeCloseTo(1_840, 6)
  })
  it('has no more interest credited than the profit from letting; the rest waits', () => {
    const costly = flat({ annual_expenses: 8_000, expense_growth_rate: 0 })
    const years = {
      ...british,
      elsewhere: 60_000,
      inflation_rate: 0,
      horizon_years: 2,
      tax_year_end_month: 12,
    }
    const later = {
      ...costly,
      params: { ...costly.params, loan_term_months: 12, loan_interest_only_months: 12 },
    }
    const tax = totalSeries(project(planOf([later], years)), 'tax')
    expect(tax[1]).toBeCloseTo(7_600 * 0.4 - 7_600 * 0.2, 6)
    // Of 11,000 of interest 3,400 are left for the year in which there is no loan any more.
    expect(tax[2]).toBeCloseTo(7_600 * 0.4 - 3_400 * 0.2, 6)
  })
  // 3,000 are free, the rest at 24 %.
  it('pays 13,680 on a gain of 60,000', () => {
    expect(taxOf(sold(60_000), { ...british, elsewhere: 60_000 })).toBeCloseTo(13_680, 6)
  })
  it('pays 18 % on what of the basic band is left', () => {
    const tax = taxOf(sold(23_000), { ...british, elsewhere: 40_270 })
    expect(tax).toBeCloseTo(10_000 * 0.18 + 10_000 * 0.24, 6)
  })
})

it('an American pays 7,500 on a long gain of 50,000 at 15 %', () => {
  const law = {
    tax_system: 'custom',
    tax_brackets: '0:10, 50000:22',
    gains_brackets: '0:0, 48350:15, 533400:20',
  }
  expect(taxOf(sold(50_000), { ...law, elsewhere: 100_000 })).toBeCloseTo(7_500, 6)
})

/** A portfolio that pays so much in the year: what is paid each month lowers what is left by as much. */
const paying = (income: number, params: Params = {}, id = 'portfolio-1') =>
  instanceOf(
    'portfolio',
    {
      value: 200_000,
      expected_return: 0,
      income_yield: 1_200 * (1 - (1 - income / 200_000) ** (1 / 12)),
      reinvest_income: false,
      ...params,
    },
    { id },
  )

describe('dividends with brackets of their own', () => {
  const law = {
    ...british,
    dividend_brackets: '0:0, 12570:8.75, 50270:33.75, 125140:39.35',
    dividend_allowance: 500,
  }
  const year = (instances: readonly PlanInstance[], elsewhere: number, more: Params = {}) =>
    totalSeries(
      project(planOf(instances, { horizon_years: 1, tax_year_end_month: 12, ...law, elsewhere, ...more })),
      'tax',
    )[1]!

  // GOV.UK, "Tax on dividends": nothing on 500, 8.75 % on 2,500.
  it('bear 218.75 where 3,000 come on top of 29,570', () =>
    expect(year([paying(3_000)], 29_570)).toBeCloseTo(218.75, 6))
  it('are of shares alone: bonds and deposits pay interest', () => {
    expect(year([paying(3_000, { asset_class: 'bonds' })], 29_570)).toBeCloseTo(600, 6)
    const mixed = [paying(3_000, { asset_class: 'bonds' }), paying(3_000, {}, 'shares')]
    expect(year(mixed, 29_570)).toBeCloseTo(818.75, 6)
  })
  it('use what is left of the personal allowance before their own', () =>
    expect(year([paying(5_000)], 10_000)).toBeCloseTo((5_000 - 2_570 - 500) * 0.0875, 6))
  it('count towards the higher band with what their allowance covers', () =>
    expect(year([paying(3_000)], 49_000)).toBeCloseTo(770 * 0.0875 + 1_730 * 0.3375, 6))
  it('stand below gains', () => {
    const both = [paying(8_000), instanceOf('portfolio', sold(8_000).params, { id: 'sold' })]
    expect(year(both, 40_270)).toBeCloseTo(7_500 * 0.0875 + 2_000 * 0.18 + 3_000 * 0.24, 6)
  })
  it('are lowered by losses after all other income', () => {
    const costly = instanceOf('property', { value: 100_000, annual_expenses: 2_000, expense_growth_rate: 0 })
    expect(year([paying(3_000), costly], 20_000)).toBeCloseTo(218.75 - 400, 6)
    // Other income out of reach, what is left of them is the highest part all the same.
    expect(year([paying(3_000), costly], 20_000, { loss_treatment: 'carry_forward' })).toBeCloseTo(
      500 * 0.0875,
      6,
    )
  })
  it('leave interest on let property no income to be credited on', () => {
    const flat = instanceOf('property', {
      value: 300_000,
      weekly_rent: 300,
      loan_balance: 100_000,
      loan_rate: 5,
      loan_interest_only_months: 60,
    })
    // 20 % of the rent above 12,570, all of which the credit takes; what is left of it waits.
    expect(year([flat, paying(3_000)], 0)).toBeCloseTo(218.75, 6)
  })
  it('bear what they would as income where brackets are the same and nothing is free', () => {
    const brackets = { dividend_brackets: british.tax_brackets, dividend_allowance: 0 }
    const { dividend_brackets: _, ...without } = law
    for (const other of [0, 12_000, 49_000, 200_000])
      expect(year([paying(20_000)], other, brackets)).toBeCloseTo(
        taxOf(paying(20_000), { ...without, elsewhere: other }),
        6,
      )
  })
})

/** Brackets whose rates rise with income, as they are written. */
const rising = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 120_000 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 1,
    maxLength: 4,
    selector: ([from]) => from,
  })
  .map((pairs) => {
    const incomes = [
      0,
      ...pairs
        .map(([from]) => from)
        .sort((a, b) => a - b)
        .slice(1),
    ]
    const rates = pairs.map(([, rate]) => rate).sort((a, b) => a - b)
    return incomes.map((from, k) => `${from}:${rates[k]}`).join(', ')
  })

it('tax never falls as interest, dividends or gains rise, whatever brackets each has, as long as their rates rise', () => {
  const amounts = fc.integer({ min: 0, max: 60_000 })
  const law = fc.record({
    tax_system: fc.constant('custom'),
    tax_brackets: rising,
    gains_brackets: rising,
    dividend_brackets: rising,
    dividend_allowance: fc.integer({ min: 0, max: 5_000 }),
    gains_allowance: fc.integer({ min: 0, max: 5_000 }),
    elsewhere: amounts,
  })
  fc.assert(
    fc.property(law, fc.tuple(amounts, amounts, amounts), fc.nat(2), amounts, (own, income, which, more) => {
      const tax = ([interest = 0, dividends = 0, gain = 0]: readonly number[]) => {
        const three = [
          paying(interest, { asset_class: 'bonds' }),
          paying(dividends, {}, 'shares'),
          instanceOf('portfolio', sold(gain).params, { id: 'sold' }),
        ]
        return totalSeries(project(planOf(three, { ...own, horizon_years: 1 })), 'tax')[1]!
      }
      const raised = income.map((amount, i) => (i === which ? amount + more : amount))
      expect(tax(raised)).toBeGreaterThanOrEqual(tax(income) - 1e-6)
    }),
    { numRuns: 200 },
  )
})

// Internal Revenue Service, Topic no. 404: qualified dividends are taxed at the rates of long-term gains, on top of the rest.
it('an American pays 15 % on what of dividends and gains is above the first step', () => {
  const law = { tax_system: 'custom', tax_brackets: '0:10, 11925:12, 48475:22', elsewhere: 40_000 }
  const steps = '0:0, 48350:15, 533400:20'
  const both = [paying(10_000), instanceOf('portfolio', sold(5_000).params, { id: 'sold' })]
  const plan = planOf(both, { ...law, gains_brackets: steps, dividend_brackets: steps, horizon_years: 1 })
  expect(totalSeries(project(plan), 'tax')[1]).toBeCloseTo((55_000 - 48_350) * 0.15, 6)
})

describe('franking credits', () => {
  const shares = (franking_rate: number) =>
    instanceOf('portfolio', {
      value: 100_000,
      expected_return: 0,
      income_yield: 12,
      reinvest_income: false,
      franking_rate,
    })
  const year = (franking_rate: number, elsewhere: number) => {
    const law = { tax_system: 'au_resident', elsewhere, horizon_years: 1, tax_year_end_month: 12 }
    const projection = project(planOf([shares(franking_rate)], law))
    return {
      income: totalSeries(projection, 'income')[1]!,
      tax: totalSeries(projection, 'tax')[1]!,
      own: instanceSeries(projection, 'portfolio-1', 'tax')[1]!,
    }
  }
  // Tax office, "Imputation reference guide": of a dividend of 700 with a credit of 300 the income is 1,000.
  it('count as income and are set against the tax', () => {
    const { income, tax, own } = year(100, 1_000_000)
    const credits = (income * 30) / 70
    expect(tax).toBeCloseTo((income + credits) * 0.47 - credits, 6)
    expect(own).toBeCloseTo(tax, 6)
    expect(year(0, 1_000_000).tax).toBeCloseTo(income * 0.47, 6)
  })
  it('are not of bonds', () => {
    const bonds = { ...shares(100), params: { ...shares(100).params, asset_class: 'bonds' } }
    const law = { tax_system: 'au_resident', elsewhere: 1_000_000, tax_year_end_month: 12 }
    const projection = project(planOf([bonds], { ...law, horizon_years: 1 }))
    const [income, tax] = [totalSeries(projection, 'income')[1]!, totalSeries(projection, 'tax')[1]!]
    expect(tax).toBeCloseTo(income * 0.47, 6)
  })
  it('are refunded where there is less tax than that', () => {
    const { income, tax } = year(50, 0)
    expect(tax).toBeCloseTo((-income * 0.5 * 30) / 70, 6)
  })
})

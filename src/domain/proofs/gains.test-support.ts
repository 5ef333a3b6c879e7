/** Published gains and rental losses of Australian law, and what a projection makes of the same. */
import { addMonths, type Month, monthIndex, toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import type { Letting } from '#domain/tax/statute/assessment.test-support.ts'
import { type GainCase, gainCases } from '#domain/tax/statute/gain-cases.test-support.ts'
import { type Disposal, reformDay } from '#domain/tax/statute/gains.test-support.ts'
import { sources } from '#domain/tax/statute/sources.test-support.ts'
import { type YearCase, yearCases } from '#domain/tax/statute/year-cases.test-support.ts'
import { taxOn } from '#domain/tax/year-of-law.ts'
import type { Proof } from './proof.test-support.ts'
import { lawOf, link } from './tax.test-support.ts'

const monthOf = (day: string) => toMonth(day.slice(0, 7))
const reform = monthOf(reformDay)

/** Bought at the beginning of a month and sold at the end of one: what is sold on the first of a month was held for the month before. */
function lastMonth({ disposed }: Disposal): Month {
  const month = monthOf(disposed)
  return disposed.endsWith('-01') && disposed !== reformDay ? addMonths(month, -1) : month
}

/** Where the price that somebody names first is known: at the reform, at the purchase after it, or before a sale that is earlier. */
function knownIn(sale: Disposal): { month: Month; worth: number } {
  const last = lastMonth(sale)
  if (last < reform) return { month: last, worth: sale.proceeds }
  if (sale.acquired >= reformDay) return { month: monthOf(sale.acquired), worth: sale.cost }
  return { month: reform, worth: sale.valueAtReform! }
}

/** The sale as an instance that grows evenly from the known price to that of the sale. */
function sold(sale: Disposal, id: string): PlanInstance {
  const known = knownIn(sale)
  const months = monthIndex(lastMonth(sale)) + 1 - monthIndex(known.month)
  const growth = 100 * ((sale.proceeds / known.worth) ** (12 / months) - 1)
  const common = {
    value: known.worth,
    cost_base: sale.cost,
    start_month: monthOf(sale.acquired),
    sale_month: lastMonth(sale),
  }
  if (sale.asset === 'other') {
    const params = { ...common, expected_return: growth, income_yield: 0 }
    return instanceOf('portfolio', params, { id, lineageId: id })
  }
  const params: Params = {
    ...common,
    growth_rate: growth,
    weekly_rent: 0,
    sale_cost_rate: (100 * (sale.saleCosts ?? 0)) / sale.proceeds,
    dwelling: sale.asset === 'new_build' ? 'new_build' : 'established',
  }
  return instanceOf('property', params, { id, lineageId: id })
}

function let_({ net, acquired, dwelling }: Letting, id: string): PlanInstance {
  const params = {
    value: 500_000,
    growth_rate: 0,
    dwelling,
    start_month: monthOf(acquired),
    weekly_rent: Math.max(0, net) / 52,
    rent_growth_rate: 0,
    annual_expenses: Math.max(0, -net),
    expense_growth_rate: 0,
  }
  return instanceOf('property', params, { id, lineageId: id })
}

/** Tax of the years of a projection from a month on. */
function taxFrom(startMonth: Month, instances: readonly PlanInstance[], assumptions: Params): number[] {
  const plan = planOf(instances, { tax_system: 'au_resident', tax_year_end_month: 6, ...assumptions })
  return Array.from(totalSeries(project({ ...plan, startMonth }), 'tax'))
}

/** Beside so much other income each further unit is taxed at 45% and the levy of 2%. */
const highest = { elsewhere: 1_000_000, horizon_years: 20, inflation_rate: 2.5 }
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const taxedGain = (sales: readonly Disposal[]) =>
  sumOf(
    taxFrom(
      sales.map((sale) => knownIn(sale).month).sort()[0]!,
      sales.map((sale, i) => sold(sale, `${i}`)),
      highest,
    ),
  ) / 0.47

/** Land that is neither let nor a home, with 25,000 paid for it over five years, 5,000 a year, that end with June 2026. */
const krissLand = instanceOf('property', {
  value: 240_000,
  start_month: '2021-07',
  as_of_month: '2021-07',
  growth_rate: 100 * ((300_000 / 240_000) ** (1 / 5) - 1),
  use: 'own_use',
  annual_expenses: 5_000,
  expense_growth_rate: 0,
  sale_month: '2026-06',
  sale_cost_rate: 0,
})

/** Of which half the gain is taxed. */
export const costBaseProofs: readonly Proof[] = [
  {
    figure:
      'Kris: the cost base of land for 240,000 after 25,000 of rates, land tax and interest in five years',
    source: link(sources.costsOfOwning),
    published: 265_000,
    ours: () => 300_000 - (2 * sumOf(taxFrom(toMonth('2025-07'), [krissLand], highest))) / 0.47,
    tolerance: 0.005,
  },
]

const isInTime = ({ sale }: GainCase) => sale.disposed >= '2025-07-01'

export const gainProofs: readonly Proof[] = gainCases.filter(isInTime).map((one) => ({
  figure: one.figure,
  source: link(one.source),
  published: one.netGain,
  ours: () => taxedGain([one.sale]),
  tolerance: Math.max(one.tolerance, 1e-4),
}))

/** Tax of one year from its first month on, of what is sold and let in it. */
function taxOfYear({ year }: YearCase, assumptions: Params): number {
  const instances = [
    ...(year.disposals ?? []).map((sale, i) => sold(sale, `sold${i}`)),
    ...(year.lettings ?? []).map((letting, i) => let_(letting, `let${i}`)),
  ]
  return taxFrom(toMonth(`${year.endsIn - 1}-07`), instances, { horizon_years: 1, ...assumptions })[1]!
}

/** What the year takes of a gain beyond the table and the levy. */
function extraTax(one: YearCase): number {
  const { otherIncome, endsIn, disposals = [] } = one.year
  const gain = disposals.reduce((sum, { proceeds, cost }) => sum + proceeds - cost, 0)
  // What is published is income after deductions.
  const earned = otherIncome + lawOf(endsIn, otherIncome).standardDeduction
  const law = lawOf(endsIn, earned)
  const ordinary = taxOn(law, otherIncome + gain) - taxOn(law, otherIncome)
  return taxOfYear(one, { elsewhere: earned }) - ordinary
}

/** What of a year's rental losses is not deducted. */
function waiting(one: YearCase): number {
  const net = (one.year.lettings ?? []).reduce((sum, letting) => sum + letting.net, 0)
  return taxOfYear(one, highest) / 0.47 - net
}

/** Shares that pay out so much a year, fully franked, and keep their worth. */
function franked(dividends: number): PlanInstance {
  const month = 0.1 / 12
  return instanceOf('portfolio', {
    value: ((dividends / 12) * (1 - month)) / month,
    expected_return: 100 * ((1 / (1 - month)) ** 12 - 1),
    income_yield: 10,
    reinvest_income: false,
    franking_rate: 100,
  })
}

/** All of a year's tax of somebody with dividends, what other income bears included. */
function taxWithDividends({ year }: YearCase): number {
  const { endsIn, otherIncome, dividends = 0 } = year
  const assumptions = { horizon_years: 1, elsewhere: otherIncome }
  const ofDividends = taxFrom(toMonth(`${endsIn - 1}-07`), [franked(dividends)], assumptions)[1]!
  return ofDividends + taxOn(lawOf(endsIn, otherIncome), otherIncome)
}

const ours: Partial<Record<YearCase['of'], (one: YearCase) => number>> = {
  extraTax,
  quarantined: waiting,
  netCapitalGain: ({ year }) => taxedGain(year.disposals ?? []),
}

export const yearOfGainsProofs: readonly Proof[] = yearCases.flatMap((one) => {
  const calculate = one.year.dividends ? taxWithDividends : ours[one.of]
  const { figure, source, published, tolerance } = one
  // A figure that its source rounds by as much as itself proves nothing.
  if (!calculate || one.brought || tolerance >= Math.abs(published)) return []
  return [
    {
      figure,
      source: link(source),
      published,
      ours: () => calculate(one),
      tolerance: Math.max(tolerance, 1e-4),
    },
  ]
})

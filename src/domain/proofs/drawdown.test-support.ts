/** Published drawdowns: a household lives on a portfolio that is sold month by month, as a shortfall is covered. */
import { addMonths, toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { compilePlan } from '../projection/compile/compile.ts'
import { runBlock } from '../projection/engine/run-block.ts'
import { entry } from '../projection/entry.ts'
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import type { Plan } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { totalSeries } from '../projection/projection.ts'
import { simulate } from '../projection/simulation/simulate.ts'
import type { Proof } from './proof.test-support.ts'

const retireReady =
  '[RetireReady, *How long will the money last?*](https://retireready.com/help/howlongwillthemoneylast.htm)'
const lippman =
  'Lippman, *Math in Society*, [payout annuities](https://math.libretexts.org/Bookshelves/Applied_Mathematics/Math_in_Society_%28Lippman%29)'
const fintoolbox =
  '[Fintoolbox, account-based pension](https://fintoolbox.com.au/calculators/account-based-pension), drawn in the middle of each year'
const ponzo =
  'P. Ponzo, [Monte Carlo spreadsheet](https://ru.scribd.com/document/12741288/mc-stuff), 10,000 runs, drawn at the beginning of each year'

/** The yearly mean that brings a twelfth of `rate` percent each month. */
const monthlyRate = (rate: number) => 100 * ((1 + rate / 1200) ** 12 - 1)

/** A household that only spends, and has one portfolio. */
function retired(fund: Params, spending: Params, assumptions: Params = {}): Plan {
  return planOf(
    [
      instanceOf('portfolio', { income_yield: 0, volatility: 0, ...fund }),
      instanceOf('cash_flow', { direction: 'expense', follows_inflation: false, amount: 0, ...spending }),
    ],
    { cover_shortfall_from: 'cash_then_portfolios', horizon_years: 40, ...assumptions },
  )
}

/** How many months are covered before the account is overdrawn for the first time. */
function monthsCovered(plan: Plan): number {
  return entry(runBlock(compilePlan(plan), 0, 1, false).firstDeficit, 0) - 1
}

/** In percent: futures in which all of 25 yearly withdrawals of a part of a million, risen with prices of 3%, are covered. */
function survival(percent: number): number {
  const withdrawal = (year: number) => percent * 10_000 * 1.03 ** year
  const startMonth = toMonth('2026-01')
  // What is drawn at the beginning of a year is drawn at the end of the year before; the first is gone already.
  const yearly = Array.from({ length: 24 }, (_, year) => {
    const month = addMonths(startMonth, 12 * year + 11)
    const params = {
      amount: withdrawal(year + 1),
      follows_inflation: false,
      start_month: month,
      end_month: month,
    }
    return instanceOf('cash_flow', { ...params, direction: 'expense' }, { id: `year-${year}` })
  })
  const fund = { value: 1_000_000 - withdrawal(0), expected_return: 8, volatility: 12, income_yield: 0 }
  const plan = planOf([instanceOf('portfolio', fund), ...yearly], {
    cover_shortfall_from: 'cash_then_portfolios',
    horizon_years: 25,
    paths: 10_000,
    seed: 1,
  })
  return 100 * (1 - simulate(plan).deficit.chance.value)
}

const hundredThousand = { value: 100_000, expected_return: monthlyRate(4.5) }
const pension = retired(
  { value: 500_000, expected_return: 6, annual_fee_rate: 0.7 },
  { amount: 35_000 / 12, growth_rate: 2.5 },
)

export const drawdownProofs: readonly Proof[] = [
  {
    figure: '100,000 at 4.5%, a twelfth each month, 1,000 a month: months until it is gone',
    source: retireReady,
    published: 125,
    ours: () => monthsCovered(retired(hundredThousand, { amount: 1_000 })),
    tolerance: 0,
  },
  {
    figure: 'the same with 2% more each year',
    source: retireReady,
    published: 113,
    ours: () => monthsCovered(retired(hundredThousand, { amount: 1_000, growth_rate: 2 })),
    tolerance: 0,
  },
  {
    figure: 'the same with 3% more each year (they count the month of which a part is left)',
    source: retireReady,
    published: 109,
    ours: () => monthsCovered(retired(hundredThousand, { amount: 1_000, growth_rate: 3 })),
    tolerance: 1,
  },
  {
    figure: '500,000 at 8%, a twelfth each month, 4,778.26 a month: months until it is gone',
    source: lippman,
    published: 180,
    ours: () =>
      monthsCovered(retired({ value: 500_000, expected_return: monthlyRate(8) }, { amount: 4_778.26 })),
    tolerance: 0,
  },
  ...(
    [
      [1, 490_450],
      [5, 437_176],
      [10, 328_229],
    ] as const
  ).map(([year, published]) => ({
    figure: `500,000 at 6% less 0.7%, 35,000 a year and 2.5% more each year: left after year ${year} (1%)`,
    source: fintoolbox,
    published,
    ours: () => entry(totalSeries(project(pension), 'portfolioValue'), year),
    tolerance: published / 100,
  })),
  {
    figure: 'the same from 67 on: the age until which it lasts (1 year)',
    source: fintoolbox,
    published: 85,
    ours: () => 67 + Math.floor(monthsCovered(pension) / 12),
    tolerance: 1,
  },
  ...(
    [
      [4, 93.5],
      [4.5, 88],
    ] as const
  ).map(([percent, published]) => ({
    figure: `a mean of 8%, a deviation of 12%, prices rising 3%: of 100 futures, those in which ${percent}% lasts for 25 years (three standard errors)`,
    source: ponzo,
    published,
    ours: () => survival(percent),
    // Of two shares of 10,000, theirs and ours.
    tolerance: 3 * Math.sqrt((2 * published * (100 - published)) / 10_000),
  })),
]

/** Years under Australian law with the figure that their source prints. Data only, as `gain-cases.test-support.ts` is. */
import type { Carried, Letting, YearOfIncome } from './assessment.test-support.ts'
import { rhi } from './gain-cases.test-support.ts'
import { type Case, sources } from './sources.test-support.ts'

/** Whether a year's rental loss of 12,000 lowers 100,000 of other income, by hand from s 26-155. */
export interface LettingCase {
  readonly figure: string
  readonly letting: Omit<Letting, 'net'>
  readonly endsIn: number
  readonly isDeducted: boolean
}

const bought = {
  before: '2026-05-12T19:29',
  between: '2026-05-12T19:30',
  after: '2027-07-01',
} as const
const established = (acquired: string) => ({ acquired, dwelling: 'established' }) as const
const newBuild = (acquired: string) => ({ acquired, dwelling: 'new_build' }) as const

export const lettingCases: readonly LettingCase[] = [
  { figure: 'before the announcement', letting: established(bought.before), endsIn: 2028, isDeducted: true },
  { figure: 'between, in 2026–27', letting: established(bought.between), endsIn: 2027, isDeducted: true },
  { figure: 'between, in 2027–28', letting: established(bought.between), endsIn: 2028, isDeducted: false },
  { figure: 'after the reform', letting: established(bought.after), endsIn: 2028, isDeducted: false },
  { figure: 'a new dwelling, between', letting: newBuild(bought.between), endsIn: 2028, isDeducted: true },
  { figure: 'a new dwelling, after', letting: newBuild(bought.after), endsIn: 2028, isDeducted: true },
]

/** A year whose outcome is printed: of a household's year as a whole, or of a rule in it. */
export interface YearCase extends Case {
  readonly year: YearOfIncome
  readonly brought?: Carried
  readonly of: 'tax' | 'incomeTax' | 'extraTax' | 'levy' | 'netCapitalGain' | 'quarantined'
  readonly published: number
}

const income = (endsIn: number, otherIncome: number): YearOfIncome => ({ endsIn, otherIncome })
const tyson = { before: '2025-01-01', after: '2026-06-01' } as const

export const yearCases: readonly YearCase[] = [
  ...(
    [
      [2026, 45_000, 4_288],
      [2026, 135_000, 31_288],
      [2026, 190_000, 51_638],
      [2027, 45_000, 4_020],
      [2027, 135_000, 31_020],
      [2027, 190_000, 51_370],
    ] as const
  ).map(([endsIn, taxable, published]) => ({
    figure: `resident table ${endsIn - 1}–${endsIn - 2000}: ${published.toLocaleString('en')} on ${taxable.toLocaleString('en')}${taxable === 45_000 ? ', less 325 of the low income tax offset' : ''}`,
    source: sources.rates,
    year: income(endsIn, taxable),
    of: 'incomeTax' as const,
    published: published - (taxable === 45_000 ? 325 : 0),
    tolerance: 1e-6,
  })),
  {
    figure:
      'resident table from 2027–28, on 190,000 after the standard deduction: 536 below that of 2025–26, and 250 less for a worker',
    source: sources.rateCuts,
    year: { endsIn: 2028, otherIncome: 191_000, labourIncome: 191_000 },
    of: 'incomeTax',
    published: 51_638 - 536 - 250,
    tolerance: 1e-6,
  },
  {
    figure: 'Angie: levy on 29,000 in 2024–25',
    source: sources.levy,
    year: income(2025, 29_000),
    of: 'levy',
    published: 177.8,
    tolerance: 0.005,
  },
  {
    figure: 'no levy at the threshold of 28,011 for 2025–26',
    source: sources.levy,
    year: income(2026, 28_011),
    of: 'levy',
    published: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'the whole levy, 2%, from 35,013 for 2025–26',
    source: sources.levy,
    year: income(2026, 35_013),
    of: 'levy',
    published: 700.26,
    // The upper threshold is the lower one by 1.25 to the dollar.
    tolerance: 0.1,
  },
  {
    figure: 'no low income tax offset from 66,667: 4,288 and 30% of 21,667',
    source: sources.lowIncomeOffset,
    year: income(2026, 66_667),
    of: 'incomeTax',
    published: 10_788.1,
    tolerance: 0.005,
  },
  {
    figure: 'low income tax offset at 60,000: 8,788 less 325 − 1.5% of 15,000',
    source: sources.lowIncomeOffset,
    year: income(2026, 60_000),
    of: 'incomeTax',
    published: 8_688,
    tolerance: 1e-6,
  },
  {
    figure: 'low income tax offset at 37,500: 3,088 less 700',
    source: sources.lowIncomeOffset,
    year: income(2026, 37_500),
    of: 'incomeTax',
    published: 3_088 - 700,
    tolerance: 1e-6,
  },
  {
    figure: 'working Australians: no tax up to 24,985, after the standard deduction',
    source: sources.budgetForWorkers,
    year: { endsIn: 2028, otherIncome: 25_985, labourIncome: 25_985 },
    of: 'tax',
    published: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'working Australians: 2,660 less on 75,000 than in 2023–24',
    source: sources.budgetForWorkers,
    year: { endsIn: 2028, otherIncome: 75_000, labourIncome: 75_000 },
    of: 'tax',
    // 5,092 + 30,000 × 32.5% + 2% of it all in 2023–24
    published: 16_342 - 2_660,
    tolerance: 1e-6,
  },
  {
    figure: 'Rodney: dividend 700 with credits of 300 where 200 are due is refunded 100',
    source: sources.franking,
    // (23,825 − 18,200) × 16% − 700 = 200
    year: { endsIn: 2026, otherIncome: 22_825, dividends: 700, frankingCredits: 300 },
    of: 'tax',
    published: -100,
    tolerance: 1e-6,
  },
  {
    figure: 'Rhi, with shares sold at a loss of 4,500',
    source: sources.howToCalculate,
    year: {
      ...income(2026, 90_000),
      disposals: [
        rhi,
        { acquired: '2023-01-01', disposed: '2026-05-01', cost: 10_000, proceeds: 5_500, asset: 'other' },
      ],
    },
    of: 'netCapitalGain',
    published: 32_750,
    tolerance: 1e-6,
  },
  {
    figure: 'Jack: minimum tax on a gain of 10,000 beside 25,000, the reform’s first year',
    source: sources.budget,
    year: {
      ...income(2028, 25_000),
      disposals: [
        { acquired: '2027-07-01', disposed: '2028-06-30', cost: 100_000, proceeds: 110_000, asset: 'other' },
      ],
    },
    of: 'extraTax',
    published: 1_600,
    tolerance: 1e-6,
  },
  {
    figure: 'Genevieve: 50,000 beside 40,000, whose two taxes the memorandum rounds to 500',
    source: sources.memorandum,
    year: {
      ...income(2029, 40_000),
      disposals: [
        { acquired: '2028-07-01', disposed: '2029-06-30', cost: 100_000, proceeds: 150_000, asset: 'other' },
      ],
    },
    of: 'extraTax',
    published: 500,
    tolerance: 500,
  },
  {
    figure: 'Henrietta, 2028–29: what waits of 65,000 beside a rent of 50,000',
    source: sources.act,
    year: { ...income(2029, 100_000), lettings: [{ ...established('2028-07-01'), net: -15_000 }] },
    of: 'quarantined',
    published: 15_000,
    tolerance: 1e-6,
  },
  {
    figure: 'Henrietta, 2029–30: what waits of 70,000 beside 52,000',
    source: sources.act,
    brought: { taxLoss: 0, capitalLoss: 0, quarantined: 15_000 },
    year: { ...income(2030, 100_000), lettings: [{ ...established('2028-07-01'), net: -18_000 }] },
    of: 'quarantined',
    published: 33_000,
    tolerance: 1e-6,
  },
  {
    figure: 'Henrietta, 2030–31: a net rent of 52,000 takes all of it',
    source: sources.act,
    brought: { taxLoss: 0, capitalLoss: 0, quarantined: 33_000 },
    year: { ...income(2031, 100_000), lettings: [{ ...established('2028-07-01'), net: 52_000 }] },
    of: 'quarantined',
    published: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'Tyson, 2027–28: what waits of four lettings',
    source: sources.memorandum,
    year: {
      ...income(2028, 100_000),
      lettings: [
        { ...established(tyson.before), net: 3_000 },
        { ...established(tyson.before), net: 2_000 },
        { ...established(tyson.after), net: 5_000 },
        { ...established(tyson.after), net: -15_000 },
      ],
    },
    of: 'quarantined',
    published: 5_000,
    tolerance: 1e-6,
  },
  {
    // The example does not say when the gain accrued: all since the reform, at the price at which it was bought again.
    figure: 'Tyson, 2028–29: his gain of 20,000 after what waited',
    source: sources.memorandum,
    brought: { taxLoss: 0, capitalLoss: 0, quarantined: 5_000 },
    year: {
      ...income(2029, 100_000),
      lettings: [
        { ...established(tyson.before), net: 5_000 },
        { ...established(tyson.before), net: -1_000 },
        { ...established(tyson.after), net: 8_000 },
        { ...established(tyson.after), net: -10_000 },
      ],
      disposals: [
        {
          acquired: '2028-07-01',
          disposed: '2029-06-30',
          cost: 300_000,
          proceeds: 320_000,
          asset: 'established',
        },
      ],
    },
    of: 'netCapitalGain',
    published: 17_000,
    tolerance: 1e-6,
  },
]

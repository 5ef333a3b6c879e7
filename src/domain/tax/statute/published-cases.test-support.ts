/**
 * Cases of Australian law with the figure that their source prints, or, where it says "by hand", that follows from the sections named.
 * Data only: both the model of the statute and the engine are held to them.
 */
import type { Carried, Letting, YearOfIncome } from './assessment.test-support.ts'
import type { Disposal, Gain } from './gains.test-support.ts'
import { type Source, sources } from './sources.test-support.ts'

interface Case {
  readonly figure: string
  readonly source: Source
  /** By how much a figure may differ: what its source rounds by. */
  readonly tolerance: number
}

/** One sale, prices rising by 2.5% a year as the Budget assumes, and what it brings into the year's net capital gain. */
export interface GainCase extends Case {
  readonly sale: Disposal
  readonly netGain: number
  readonly minimumTaxGain: number
  readonly loss?: number
}

const flat = (sale: Pick<Disposal, 'acquired' | 'disposed' | 'proceeds'> & Partial<Disposal>): Disposal => ({
  cost: 500_000,
  valueAtReform: 700_000,
  asset: 'established',
  ...sale,
})
const july2037 = { acquired: '2027-07-01', disposed: '2037-07-01', cost: 500_000 } as const

export const gainCases: readonly GainCase[] = [
  {
    figure: 'Jane: 800,000 in July 2022, 1,600,000 in July 2032, 1,131,371 at the reform',
    source: sources.budget,
    sale: {
      acquired: '2022-07-01',
      disposed: '2032-07-01',
      cost: 800_000,
      proceeds: 1_600_000,
      valueAtReform: 1_131_371,
      asset: 'established',
    },
    netGain: 485_643,
    minimumTaxGain: 319_958,
    tolerance: 1,
  },
  {
    figure: 'Zoe: 100 in July 2027, 125 in July 2032',
    source: sources.budget,
    sale: { acquired: '2027-07-01', disposed: '2032-07-01', cost: 100, proceeds: 125, asset: 'other' },
    netGain: 12,
    minimumTaxGain: 12,
    tolerance: 0.5,
  },
  {
    figure: 'David: 500,000 in July 2027, 5% a year, sold in July 2037',
    source: sources.budget,
    sale: { ...july2037, proceeds: 500_000 * 1.05 ** 10, asset: 'established' },
    netGain: 174_405,
    minimumTaxGain: 174_405,
    tolerance: 1,
  },
  {
    figure: 'David, had he bought a new dwelling and kept the discount',
    source: sources.budget,
    sale: { ...july2037, proceeds: 500_000 * 1.05 ** 10, asset: 'new_build' },
    netGain: 157_224,
    minimumTaxGain: 0,
    tolerance: 1,
  },
  {
    figure: 'Ben: as David, 2.5% a year',
    source: sources.budget,
    sale: { ...july2037, proceeds: 500_000 * 1.025 ** 10, asset: 'established' },
    netGain: 0,
    minimumTaxGain: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'Kate: as David, 7.5% a year',
    source: sources.budget,
    sale: { ...july2037, proceeds: 500_000 * 1.075 ** 10, asset: 'established' },
    netGain: 390_474,
    minimumTaxGain: 390_474,
    tolerance: 1,
  },
  {
    figure: 'Jasper: shares of 2019 for 50,000, 120,000 at the reform, sold at that price at once',
    source: sources.memorandum,
    sale: {
      acquired: '2019-03-01',
      disposed: '2027-07-02',
      cost: 50_000,
      proceeds: 120_000,
      valueAtReform: 120_000,
      asset: 'other',
    },
    netGain: 35_000,
    minimumTaxGain: 0,
    tolerance: 1e-6,
  },
]

/** By hand from the sections: bought before the Budget, between, after; sold before and after the reform; new, established, lived in. */
export const transitions: readonly GainCase[] = [
  {
    figure: 'sold in June 2027 at 700,000',
    sale: flat({ acquired: '2020-01-15', disposed: '2027-06-15', proceeds: 700_000 }),
    netGain: 100_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'sold in July 2027 at the same price: no step',
    sale: flat({ acquired: '2020-01-15', disposed: '2027-07-01', proceeds: 700_000 }),
    netGain: 100_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'sold in July 2029 at 800,000: 700,000 × 1.025² = 735,437.50 is the base since',
    sale: flat({ acquired: '2020-01-15', disposed: '2029-07-01', proceeds: 800_000 }),
    netGain: 164_562.5,
    minimumTaxGain: 64_562.5,
  },
  {
    figure:
      'sold in July 2029 at 720,000, between the plain and the indexed base: neither gain nor loss since',
    sale: flat({ acquired: '2020-01-15', disposed: '2029-07-01', proceeds: 720_000 }),
    netGain: 100_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'sold in July 2029 at 650,000: the loss since reduces the deferred gain before its discount',
    sale: flat({ acquired: '2020-01-15', disposed: '2029-07-01', proceeds: 650_000 }),
    netGain: 75_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'worth less at the reform than it cost: the deferred loss reduces the gain since',
    sale: flat({ acquired: '2020-01-15', disposed: '2029-07-01', proceeds: 900_000, cost: 800_000 }),
    netGain: 64_562.5,
    minimumTaxGain: 64_562.5,
  },
  {
    figure: 'bought in August 2026, sold in June 2027: under twelve months',
    sale: flat({ acquired: '2026-08-01', disposed: '2027-06-15', cost: 680_000, proceeds: 700_000 }),
    netGain: 20_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'bought in August 2026, sold in July 2027: under twelve months, on either side of the reform',
    sale: flat({ acquired: '2026-08-01', disposed: '2027-07-01', cost: 680_000, proceeds: 700_000 }),
    netGain: 20_000,
    minimumTaxGain: 0,
  },
  {
    figure:
      'bought in August 2026, sold a year and a day later: the discount of the part before (s 112-160(3))',
    sale: flat({ acquired: '2026-08-01', disposed: '2027-08-02', cost: 680_000, proceeds: 700_000 }),
    netGain: 10_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'bought in August 2027 for 700,000, sold in August 2029 at 800,000',
    sale: flat({ acquired: '2027-08-01', disposed: '2029-08-01', cost: 700_000, proceeds: 800_000 }),
    netGain: 64_562.5,
    minimumTaxGain: 64_562.5,
  },
  {
    figure: 'bought in August 2027, sold a year later to the day: neither index nor discount',
    sale: flat({ acquired: '2027-08-01', disposed: '2028-08-01', cost: 700_000, proceeds: 800_000 }),
    netGain: 100_000,
    minimumTaxGain: 100_000,
  },
  {
    figure: 'new dwelling of August 2026 with the discount: over the whole time, no minimum tax',
    sale: flat({
      acquired: '2026-08-01',
      disposed: '2029-07-01',
      cost: 680_000,
      proceeds: 800_000,
      asset: 'new_build',
    }),
    netGain: 60_000,
    minimumTaxGain: 0,
  },
  {
    figure: 'the same with the index chosen',
    sale: flat({
      acquired: '2026-08-01',
      disposed: '2029-07-01',
      cost: 680_000,
      proceeds: 800_000,
      asset: 'new_build',
      choice: 'index',
    }),
    netGain: 74_562.5,
    minimumTaxGain: 64_562.5,
  },
  {
    figure:
      'with capital works of 5,000 deducted before and 4,000 since, sold for 800,000 less 10,000: 205,000 / 2 + 790,000 − 696,000 × 1.025²',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2029-07-01',
      proceeds: 800_000,
      saleCosts: 10_000,
      deductedBefore: 5_000,
      deductedSince: 4_000,
    }),
    netGain: 102_500 + 58_765,
    minimumTaxGain: 58_765,
  },
  {
    figure: 'the same works, sold in June 2027 for 700,000 less 10,000: 195,000 / 2',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2027-06-15',
      proceeds: 700_000,
      saleCosts: 10_000,
      deductedBefore: 5_000,
    }),
    netGain: 97_500,
    minimumTaxGain: 0,
  },
  {
    figure: 'the same works in a new dwelling, whose discount covers both: 299,000 / 2',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2029-07-01',
      proceeds: 800_000,
      saleCosts: 10_000,
      deductedBefore: 5_000,
      deductedSince: 4_000,
      asset: 'new_build',
    }),
    netGain: 149_500,
    minimumTaxGain: 0,
  },
  {
    figure: 'a main residence, whenever bought and sold',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2029-07-01',
      proceeds: 900_000,
      asset: 'main_residence',
    }),
    netGain: 0,
    minimumTaxGain: 0,
  },
].map((one) => ({ ...one, source: sources.act, tolerance: 0.005 }) as GainCase)

/** Example 1.9 of the memorandum, as its own steps count: gains by category, a loss and a quarantined amount brought in. */
export const asher = {
  source: sources.memorandum,
  gains: [
    { category: 'deferred non-residential', amount: 600_000, discount: 0.5, bearsMinimumTax: false },
    { category: 'deferred residential', amount: 1_000_000, discount: 0.5, bearsMinimumTax: false },
    { category: 'non-residential', amount: 12_000, discount: 0, bearsMinimumTax: true },
    { category: 'residential', amount: 780_000, discount: 0, bearsMinimumTax: true },
  ] satisfies readonly Gain[],
  lossBroughtForward: 200_000,
  quarantined: 1_200_000,
  netGain: 792_000,
} as const

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
    figure: `resident table ${endsIn - 1}–${endsIn - 2000}, on ${taxable.toLocaleString('en')} (offset of low incomes put back)`,
    source: sources.rates,
    year: income(endsIn, taxable),
    of: 'incomeTax' as const,
    published: published - (taxable === 45_000 ? 325 : 0),
    tolerance: 1e-6,
  })),
  {
    figure: 'resident table from 2027–28, on 190,000: 536 below that of 2025–26, and 250 less for a worker',
    source: sources.rateCuts,
    year: { endsIn: 2028, otherIncome: 190_000, labourIncome: 190_000 },
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
    figure: 'working Australians: no tax up to 24,985',
    source: sources.budgetForWorkers,
    year: { endsIn: 2028, otherIncome: 24_985, labourIncome: 24_985 },
    of: 'tax',
    published: 0,
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

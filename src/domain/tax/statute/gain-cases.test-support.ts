/**
 * Sales under Australian law with the gain that their source prints, or, over the transition, that follows by hand from the sections named.
 * Data only: both the model of the statute and the engine are held to them.
 */
import type { Disposal, Gain } from './gains.test-support.ts'
import { type Case, sources } from './sources.test-support.ts'

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

/** Purchase costs 16,200, selling costs 13,800, together 530,000 of base. */
export const rhi: Disposal = {
  acquired: '2021-06-04',
  disposed: '2026-06-04',
  cost: 516_200,
  proceeds: 600_000,
  saleCosts: 13_800,
  asset: 'established',
}

export const gainCases: readonly GainCase[] = [
  {
    figure: 'Justin: land sold after eighteen months with 10,000',
    source: sources.howToCalculate,
    sale: {
      acquired: '2024-10-01',
      disposed: '2026-04-01',
      cost: 100_000,
      proceeds: 110_000,
      asset: 'other',
    },
    netGain: 5_000,
    minimumTaxGain: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'Rhi: 500,000 and costs in 2021, 600,000 less costs five years later',
    source: sources.howToCalculate,
    sale: rhi,
    netGain: 35_000,
    minimumTaxGain: 0,
    tolerance: 1e-6,
  },
  {
    figure: 'Brett: 150,000 with costs and improvements of 52,500 in 1997, sold for 500,000 less 12,500',
    source: sources.rentalSold,
    sale: {
      acquired: '1997-07-01',
      disposed: '2001-04-01',
      cost: 202_500,
      proceeds: 500_000,
      saleCosts: 12_500,
      asset: 'established',
    },
    netGain: 142_500,
    minimumTaxGain: 0,
    tolerance: 1e-6,
  },
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
    figure: 'a holiday home with 60,000 of rates and interest, sold before: 140,000 / 2',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2027-06-15',
      proceeds: 700_000,
      ownedForBefore: 60_000,
    }),
    netGain: 70_000,
    minimumTaxGain: 0,
  },
  {
    figure:
      'the same sold after: what is paid since joins the cost as it is, 140,000 / 2 + 800,000 − 735,437.50 − 20,000',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2029-07-01',
      proceeds: 800_000,
      ownedForBefore: 60_000,
      ownedForSince: 20_000,
    }),
    netGain: 114_562.5,
    minimumTaxGain: 44_562.5,
  },
  {
    figure: 'the same sold for less than it has cost with them, and more than without',
    sale: flat({
      acquired: '2020-01-15',
      disposed: '2027-06-15',
      proceeds: 540_000,
      ownedForBefore: 60_000,
    }),
    netGain: 0,
    minimumTaxGain: 0,
    loss: 0,
  },
  {
    figure: 'the same bought on 20 August 1991: 200,000 / 2',
    sale: flat({
      acquired: '1991-08-20',
      disposed: '2027-06-15',
      proceeds: 700_000,
      ownedForBefore: 60_000,
    }),
    netGain: 100_000,
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

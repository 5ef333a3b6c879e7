/**
 * Sales under Australian law with the gain that their source prints. Data only: both the model of the statute and the engine are held to
 * them.
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

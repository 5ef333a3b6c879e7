/**
 * Sales over the transition of July 2027 with the gain that follows by hand from the sections: bought before the Budget, between, after; sold
 * before and after the reform; new, established, lived in. Data only, as `gain-cases.test-support.ts` is.
 */
import type { GainCase } from './gain-cases.test-support.ts'
import type { Disposal } from './gains.test-support.ts'
import { sources } from './sources.test-support.ts'

const flat = (sale: Pick<Disposal, 'acquired' | 'disposed' | 'proceeds'> & Partial<Disposal>): Disposal => ({
  cost: 500_000,
  valueAtReform: 700_000,
  asset: 'established',
  ...sale,
})

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

/** The model of the statute gives what its sources print. What the engine gives is held to the same cases elsewhere. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assessment, assess, nothingCarried, type YearOfIncome } from './assessment.test-support.ts'
import { asher, gainCases } from './gain-cases.test-support.ts'
import {
  type Disposal,
  gainsOf,
  isHeldTwelveMonths,
  netCapitalGain,
  reformDay,
  roundedFactor,
} from './gains.test-support.ts'
import { transitions } from './transition-cases.test-support.ts'
import { lettingCases, type YearCase, yearCases } from './year-cases.test-support.ts'

/** Prices as the Budget's cameos have them: 2.5% a year, month by month. */
const budgetPrices = (from: string, to: string) => {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return 1.025 ** ((months(to) - months(from)) / 12)
}

describe.each([
  ['as published', gainCases],
  ['by hand, over the transition', transitions],
])('a sale %s', (_, cases) => {
  it.each(cases.map((one) => [one.figure, one] as const))(
    '%s',
    (_figure, { sale, tolerance, ...expected }) => {
      const made = gainsOf(sale, budgetPrices)
      const net = netCapitalGain(made, 0, 0, sale.disposed >= reformDay)
      expect(Math.abs(net.netGain - expected.netGain)).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(net.minimumTaxGain - expected.minimumTaxGain)).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(net.lossLeft - (expected.loss ?? 0))).toBeLessThanOrEqual(tolerance)
    },
  )
})

it('Asher: losses and a quarantined amount reduce the categories in the order of the Act', () => {
  const { netGain, quarantinedLeft } = netCapitalGain(
    { gains: asher.gains, loss: 0 },
    asher.lossBroughtForward,
    asher.quarantined,
    true,
  )
  expect([netGain, quarantinedLeft]).toEqual([asher.netGain, 0])
})

describe('a rental loss of 12,000', () => {
  it.each(lettingCases.map((one) => [one.figure, one] as const))(
    '%s',
    (_, { letting, endsIn, isDeducted }) => {
      const year = { endsIn, otherIncome: 100_000, lettings: [{ ...letting, net: -12_000 }] }
      const { taxableIncome, carried } = assess(year, nothingCarried, budgetPrices)
      expect(taxableIncome).toBe(isDeducted ? 88_000 : 100_000)
      expect(carried.quarantined).toBe(isDeducted ? 0 : 12_000)
    },
  )
})

function outcome(assessment: Assessment, of: YearCase['of']): number {
  if (of === 'quarantined') return assessment.carried.quarantined
  if (of === 'incomeTax') return assessment.basicTax + assessment.extraTax - assessment.offsets
  return assessment[of]
}

describe('a year', () => {
  it.each(yearCases.map((one) => [one.figure, one] as const))(
    '%s',
    (_, { year, brought, of, ...expected }) => {
      const ours = outcome(assess(year, brought ?? nothingCarried, budgetPrices), of)
      expect(Math.abs(ours - expected.published)).toBeLessThanOrEqual(expected.tolerance)
    },
  )
})

it('takes the minimum tax in whole units, and of a pensioner not at all', () => {
  const jack = yearCases.find(({ of }) => of === 'extraTax')!
  const sale = { ...jack.year.disposals![0]!, proceeds: 110_001 }
  const extra = (hasIncomeSupport: boolean) =>
    assess({ ...jack.year, disposals: [sale], hasIncomeSupport }, nothingCarried, budgetPrices).extraTax
  // 30% − 14% of 10,001 is 1,600.16.
  expect([extra(false), extra(true)]).toEqual([1_600, 0])
})

describe('twelve months', () => {
  it.each([
    ['2001-02-02', '2002-02-02', false],
    ['2001-02-02', '2002-02-03', true],
    ['2005-02-02', '2006-02-03', true],
    // Bought at the start of February, sold at the end of January.
    ['2026-02-01', '2027-01-31', false],
    ['2026-02-01', '2027-02-28', true],
    // Eva: the sale and purchase of the reform do not begin the time anew.
    ['2025-08-11', '2028-01-02', true],
    ['2024-02-29', '2025-02-28', false],
    ['2024-02-29', '2025-03-01', true],
  ])('from %s to %s: %s', (acquired, disposed, isHeld) => {
    expect(isHeldTwelveMonths(acquired, disposed)).toBe(isHeld)
  })
})

it('rounds an index factor to three places, half up', () => {
  expect([1.102795, 1.4125].map(roundedFactor)).toEqual([1.103, 1.413])
})

const amount = fc.integer({ min: -300_000, max: 300_000 })
const endsIn = fc.constantFrom(2026, 2027, 2028, 2031)

it('never takes less tax of more income', () => {
  fc.assert(
    fc.property(
      endsIn,
      fc.integer({ min: 0, max: 400_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (year, y, more) => {
        const tax = (otherIncome: number) =>
          assess({ endsIn: year, otherIncome }, nothingCarried, budgetPrices).tax
        expect(tax(y + more)).toBeGreaterThanOrEqual(tax(y) - 1e-9)
      },
    ),
  )
})

it('loses nothing of a rental loss: it is deducted, or waits, or has reduced a gain', () => {
  fc.assert(
    fc.property(
      endsIn,
      fc.array(amount, { maxLength: 4 }),
      fc.array(amount, { maxLength: 4 }),
      (year, kept, caught) => {
        const lettings = [
          ...kept.map((net) => ({ net, acquired: '2020-01-01', dwelling: 'established' as const })),
          ...caught.map((net) => ({ net, acquired: '2027-01-01', dwelling: 'established' as const })),
        ]
        const total = [...kept, ...caught].reduce((sum, net) => sum + net, 0)
        const { taxableIncome, carried } = assess(
          { endsIn: year, otherIncome: 1_000_000, lettings },
          nothingCarried,
          budgetPrices,
        )
        expect(taxableIncome - carried.taxLoss - carried.quarantined).toBeCloseTo(1_000_000 + total, 6)
      },
    ),
  )
})

const share = (part: number, year: YearOfIncome): YearOfIncome => ({
  ...year,
  otherIncome: part * year.otherIncome,
  labourIncome: part * (year.labourIncome ?? 0),
  lettings: (year.lettings ?? []).map((letting) => ({ ...letting, net: part * letting.net })),
  disposals: (year.disposals ?? []).map((sale) => ({
    ...sale,
    cost: part * sale.cost,
    proceeds: part * sale.proceeds,
    valueAtReform: part * (sale.valueAtReform ?? 0),
  })),
})
const price = fc.integer({ min: 1, max: 900_000 })
const sales = fc.array(
  fc.record({
    acquired: fc.constantFrom('2015-03-01', '2026-09-01', '2027-06-30'),
    cost: price,
    proceeds: price,
    valueAtReform: price,
    asset: fc.constantFrom('established', 'new_build', 'main_residence', 'other'),
    choice: fc.constantFrom('discount', 'index'),
  }),
  { maxLength: 3 },
)

it('takes no more tax of a year shared between two people than of the whole', () => {
  const years = fc.record({
    endsIn,
    otherIncome: fc.integer({ min: 0, max: 300_000 }),
    isWorking: fc.boolean(),
    net: amount,
    sales,
  })
  fc.assert(
    fc.property(
      years,
      fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
      ({ endsIn: year, otherIncome, isWorking, net, sales: sold }, part) => {
        const whole: YearOfIncome = {
          endsIn: year,
          otherIncome,
          labourIncome: isWorking ? otherIncome : 0,
          lettings: [{ net, acquired: '2026-06-01', dwelling: 'established' }],
          disposals: sold.map((sale) => ({ ...sale, disposed: `${year}-06-15` }) as Disposal),
        }
        const tax = (p: number) => assess(share(p, whole), nothingCarried, budgetPrices).tax
        // Minimum tax is whole units of each person.
        expect(tax(part) + tax(1 - part)).toBeLessThanOrEqual(tax(1) + 1 + 1e-6)
      },
    ),
    { numRuns: 1000 },
  )
})

it('makes no step from the last day of June 2027 to the first of July, whatever was paid and lost', () => {
  const numbers = fc.record({ cost: price, value: price, saleCosts: fc.integer({ min: 0, max: 50_000 }) })
  const kind = fc.constantFrom('established', 'new_build', 'other') as fc.Arbitrary<Disposal['asset']>
  fc.assert(
    fc.property(
      numbers,
      kind,
      fc.integer({ min: 0, max: 100_000 }),
      ({ cost, value, saleCosts }, asset, loss) => {
        const net = (disposed: string) => {
          const sale = { acquired: '2020-01-15', disposed, cost, proceeds: value, saleCosts, asset }
          const made = gainsOf({ ...sale, valueAtReform: value }, budgetPrices)
          return netCapitalGain(made, loss, 0, disposed >= reformDay)
        }
        const [before, after] = [net('2027-06-30'), net('2027-07-01')]
        expect(after.netGain).toBeCloseTo(before.netGain, 6)
        expect(after.lossLeft).toBeCloseTo(before.lossLeft, 6)
        expect(after.minimumTaxGain).toBe(0)
      },
    ),
  )
})

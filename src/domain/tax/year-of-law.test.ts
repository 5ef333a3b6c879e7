import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { amountOn } from './schedule.ts'
import { taxOn, yearsOfLaw } from './year-of-law.ts'

/** The law of tax years that begin in this month, for somebody who earns so much elsewhere. */
function lawFrom(july: string, assumptions: Params = {}, years = 1, elsewhere = 0) {
  const flows = Array(years).fill({ taxable: 0, deductible: 0, elsewhere })
  return yearsOfLaw(resolveAssumptions(assumptions), toMonth(july), years, () => 1.025, toMonth(july), flows)
}
const taxOnWork = (july: string, earned: number) => lawFrom(july, {}, 1, earned)[0]!.taxOnOther
function taxIn(july: string, income: number, assumptions: Params = {}) {
  const [law] = lawFrom(july, assumptions)
  return taxOn(law!, income)
}
/** Without the levy (income above its range), nor an offset. */
const tableAlone = (july: string, income: number) => taxIn(july, income) - income * 0.02

describe('an Australian resident', () => {
  // The tables' cumulated amounts: Income Tax Rates Act 1986, Schedule 7, as amended by No. 28, 2025.
  it.each([
    ['2025-07', 135_000, 31_288],
    ['2025-07', 190_000, 51_638],
    ['2026-07', 135_000, 31_020],
    ['2026-07', 190_000, 51_370],
    ['2027-07', 135_000, 30_752],
    ['2027-07', 190_000, 51_102],
    ['2040-07', 190_000, 51_102],
  ])('pays from %s on for an income of %d by the table %d', (july, income, tax) => {
    expect(tableAlone(july, income)).toBeCloseTo(tax, 6)
  })

  it('pays the Medicare levy as the tax office works it out: 177.80 on 29,000 in 2024–25', () => {
    const [law] = lawFrom('2024-07')
    expect(taxOn(law!, 29_000) - (10_800 * 0.16 - 700)).toBeCloseTo(177.8, 6)
  })

  // 10 % over 28,011, up to 2 % of the whole.
  it.each([
    [28_011, 0],
    [30_000, 198.9],
    [35_013.75, 700.275],
    [100_000, 2_000],
  ])('pays in 2025–26 on %d a levy of %d', (income, levy) => {
    expect(amountOn(lawFrom('2025-07')[0]!.levy, income)).toBeCloseTo(levy, 6)
  })

  // Tax office: 700 to 37,500, less 5 % to 45,000, then 325 less 1.5 % to 66,667.
  it.each([
    [22_575, 0],
    [26_000, 7_800 * 0.16 - 700],
    [45_000, 4_288 - 325 + 900],
    [60_000, 8_788 - 100 + 1_200],
    [66_667, 4_288 + 21_667 * 0.3 + 0.02 * 66_667],
  ])('has the low income tax offset: pays on %d in 2025–26 %d', (income, tax) => {
    expect(taxIn('2025-07', income)).toBeCloseTo(tax, 1)
  })

  // Budget 2026–27: with the offset for work alone nothing is due up to 19,985 (250 ÷ 14 % above 18,200), with both to 24,985.
  it('pays nothing on income from work up to 24,985 after the standard deduction from 2027–28 on', () => {
    expect(taxOnWork('2027-07', 25_985)).toBeCloseTo(0, 0)
    expect(taxOnWork('2027-07', 26_085)).toBeCloseTo(14, 0)
    expect(taxOnWork('2026-07', 25_985)).toBeCloseTo(0.15 * 6_785 - 700, 6)
  })

  // Budget 2026–27, fact sheet on tax cuts for workers.
  it('pays 2,660 less than in 2023–24 on 75,000 from work, of which 1,000 are deducted', () => {
    const then = 5_092 + 30_000 * 0.325 + 1_500
    expect(then - taxOnWork('2027-07', 75_000)).toBeCloseTo(2_660, 6)
  })

  it.each([
    [
      'of salaries from 2026–27 on, where nothing else is deducted',
      '2026-07',
      { taxable: 90_000, deductible: 0 },
      1_000,
      89_000,
    ],
    ['that what is spent on work leaves of it', '2026-07', { taxable: 90_000, deductible: 400 }, 600, 89_000],
    ['of nothing where more is spent', '2026-07', { taxable: 90_000, deductible: 1_500 }, 0, 88_500],
    ['of no more than is earned', '2026-07', { taxable: 700, deductible: 0 }, 700, 0],
    ['in no year before', '2025-07', { taxable: 90_000, deductible: 0 }, 0, 90_000],
  ])('has a standard deduction %s', (_, month, flows, deduction, left) => {
    const own = resolveAssumptions({ tax_system: 'au_resident' })
    const [law] = yearsOfLaw(own, toMonth(month), 1, () => 1, toMonth(month), [{ ...flows, elsewhere: 0 }])
    expect(law).toMatchObject({ standardDeduction: deduction, otherIncome: left, otherLoss: 0 })
    expect(law!.withheld).toBeCloseTo(taxOn(law!, left), 8)
  })

  it('never pays less for more income, nor more of it than the highest rate', () => {
    const years = ['2025-07', '2026-07', '2027-07'].map((july) => lawFrom(july, {}, 1, 30_000)[0]!)
    const income = fc.double({ min: -1e5, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(...years),
        income,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (law, y, more) => {
          const rise = taxOn(law, y + more) - taxOn(law, y)
          expect(rise).toBeGreaterThanOrEqual(-1e-6)
          expect(rise).toBeLessThanOrEqual(more * law.highestRate + 1e-6)
        },
      ),
    )
  })
})

describe('a tax year that does not begin in July', () => {
  const first = (start: string, assumptions: Params = {}) => tableAloneOf(lawFrom(start, assumptions)[0]!)
  const tableAloneOf = (law: ReturnType<typeof lawFrom>[number]) => taxOn(law, 135_000) - 2_700
  it('has the law under which most of its months fall', () => {
    expect(first('2026-02')).toBeCloseTo(31_020, 6)
    expect(first('2026-01')).toBeCloseTo(31_020, 6)
    expect(first('2025-12')).toBeCloseTo(31_288, 6)
    expect(first('2026-12')).toBeCloseTo(31_020, 6)
  })
})

it('stays with the law of its first month if asked', () => {
  const taxes = lawFrom('2026-11', { law_changes: 'ignore' }, 3).map((law) => taxOn(law, 190_000) - 3_800)
  for (const tax of taxes) expect(tax).toBeCloseTo(51_370, 6)
})

it('raises everything with prices if asked, and not of itself', () => {
  const indexed = lawFrom('2027-07', { index_brackets: true }, 3)
  const plain = lawFrom('2027-07', {}, 3)
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (y) => {
      expect(taxOn(indexed[2]!, y * 1.025 ** 2)).toBeCloseTo(taxOn(plain[0]!, y) * 1.025 ** 2, 4)
      expect(taxOn(plain[2]!, y)).toBe(taxOn(plain[0]!, y))
    }),
  )
})

it('reads every system from the assumptions', () => {
  const tax = (assumptions: Params) => taxIn('2025-07', 50_000, assumptions)
  expect(tax({ tax_system: 'none' })).toBe(0)
  expect(tax({ tax_system: 'flat', tax_flat_rate: 20 })).toBe(10_000)
  expect(tax({ tax_system: 'custom', tax_brackets: '0:0, 18200:16, 45000:30' })).toBeCloseTo(5_788, 8)
  expect(tax({ tax_system: 'custom', tax_brackets: '0:10, 40000:50' })).toBeCloseTo(9_000, 8)
  expect(() => tax({ tax_system: 'custom', tax_brackets: '5:10' })).toThrow(RangeError)
  expect(() => tax({ tax_system: 'moon' })).toThrow(RangeError)
})

/** The law of income tax in the plain model of oracle.test-support.ts: what it takes of an income, and from when on it is another. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import { parseTaxBrackets, type TaxBracket } from '#domain/tax/brackets.ts'

/** From which month on gains are indexed and losses wait; Infinity where they never are. Months as `monthIndex` counts. */
export interface Reform {
  readonly isAustralian: boolean
  /** Whether super funds pay their tax, wherever the household does. */
  readonly taxesFunds: boolean
  readonly from: number
  /** Of established dwellings contracted for in this month or later. */
  readonly contractedFrom: number
}

/** Gains indexed and losses of dwellings waiting from July 2027 on, under the law of Australia. */
export function reformOf(a: Assumptions, first: number): Reform {
  const day = monthIndex('2027-07' as Month)
  const applies = a.tax_system === 'au_resident' && (a.law_changes === 'apply' || first >= day)
  const contractedFrom = applies ? monthIndex('2026-05' as Month) : Infinity
  return {
    isAustralian: a.tax_system === 'au_resident',
    taxesFunds: a.tax_system !== 'none',
    from: applies ? day : Infinity,
    contractedFrom,
  }
}

/** Adds up what each bracket takes of an income. */
function taxOn(income: number, brackets: readonly TaxBracket[], level: number): number {
  const parts = brackets.map(({ from, rate }, k) => {
    const to = (brackets[k + 1]?.from ?? Infinity) * level
    return (Math.max(0, Math.min(income, to) - from * level) * rate) / 100
  })
  return parts.reduce((sum, part) => sum + part, 0)
}

/** The tax year whose law counts: the seventh month lies in it; laws to come may be ignored, and none before 2024–25 is known. */
function lawYearOf(a: Assumptions, begins: number, opened: number): number {
  const counts = a.law_changes === 'ignore' ? Math.min(opened, begins + 6) : begins + 6
  return Math.max(2024, Math.floor((counts - 6) / 12))
}

/** What is taken off income from work in a year, together with what is spent on it. */
export function standardDeductionOf(a: Assumptions, begins: number, opened: number, level: number): number {
  return a.tax_system === 'au_resident' && lawYearOf(a, begins, opened) >= 2026 ? 1_000 * level : 0
}

/** The tax a year on an income, as the page says it of each system of law. */
export function taxLaw(a: Assumptions, begins: number, opened: number, level: number, other: number) {
  const table = (text: string) => {
    const parsed = parseTaxBrackets(text)
    if ('error' in parsed) throw new RangeError(parsed.error)
    return parsed.brackets
  }
  if (a.tax_system !== 'au_resident') {
    const flat = [{ from: 0, rate: a.tax_system === 'flat' ? Number(a.tax_flat_rate) : 0 }]
    const brackets = a.tax_system === 'custom' ? table(String(a.tax_brackets)) : flat
    const tax = (income: number, extra = 0) => taxOn(income, brackets, level) + extra
    const own = a.tax_system === 'custom' && typeof a.gains_brackets === 'string'
    const ofGains = own ? table(String(a.gains_brackets)) : []
    const free = (brackets.find(({ rate }) => rate > 0)?.from ?? 0) * level
    const gains = (income: number) => taxOn(income, ofGains, level)
    const allowance = Number(a.gains_allowance) * level
    const isApart = a.tax_system === 'custom' && typeof a.dividend_brackets === 'string'
    const ofDividends = isApart ? table(String(a.dividend_brackets)) : []
    // Of these the lowest that would bear tax bear none.
    const dividends = (below: number, amount: number) => {
      const untaxed = Math.max(below, (ofDividends.find(({ rate }) => rate > 0)?.from ?? 0) * level)
      const from = untaxed + Number(a.dividend_allowance) * level
      const all = below + amount
      return taxOn(all, ofDividends, level) - taxOn(Math.min(all, from), ofDividends, level)
    }
    const highest = highestOf([...brackets, ...ofGains, ...ofDividends])
    return { tax, basic: tax, gains, dividends, allowance, free, highest }
  }
  const taxYear = lawYearOf(a, begins, opened)
  const first = taxYear < 2026 ? 16 : taxYear < 2027 ? 15 : 14
  const brackets = table(`0:0, 18200:${first}, 45000:30, 135000:37, 190000:45`)
  const threshold = (taxYear < 2025 ? 27_222 : 28_011) * level
  const work = taxYear < 2027 ? 0 : Math.min(250 * level, taxOn(other, brackets, level))
  const tax = (income: number, extra: number) => {
    const y = Math.max(0, income)
    const above = (from: number, to: number) => Math.max(0, Math.min(y, to * level) - from * level)
    const low = 700 * level - 0.05 * above(37_500, 45_000) - 0.015 * above(45_000, 45_000 + 325 / 0.015)
    const levy = Math.min(0.02 * y, Math.max(0, 0.1 * (y - threshold)))
    return Math.max(0, taxOn(y, brackets, level) + extra - low - work) + levy
  }
  const basic = (income: number) => taxOn(income, brackets, level)
  return { tax, basic, gains: () => 0, dividends: () => 0, allowance: 0, free: 0, highest: 0.47 }
}

const highestOf = (brackets: readonly TaxBracket[]) => Math.max(0, ...brackets.map(({ rate }) => rate / 100))

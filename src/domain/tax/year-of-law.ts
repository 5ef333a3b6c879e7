/** What the law asks in each year of a projection: the rules in force then, as schedules. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import { parseTaxBrackets } from './brackets.ts'
import { auResident, firstKnownMonth } from './law/au-resident.ts'
import { begunBy, ruleInForce } from './law/in-force.ts'
import type { Rule } from './law/rule.ts'
import { amountOn, scheduleOf, sumOf, type TaxSchedule } from './schedule.ts'

export interface YearOfLaw {
  /** Tax before offsets. */
  readonly basic: TaxSchedule
  /** Tax less offsets; below zero there is no tax. */
  readonly table: TaxSchedule
  /** The offsets by which the table is lower than basic tax: of low income, below zero, and of income from work. */
  readonly lowIncomeOffset: TaxSchedule
  readonly workOffset: number
  /** Charged beside the table, whatever the offsets. */
  readonly levy: TaxSchedule
  /** Tax on gains that are taxed apart, on top of other income, above a year's allowance. */
  readonly gains: TaxSchedule
  readonly gainsAllowance: number
  /** Tax on dividends that are taxed apart, on top of other income and below gains. */
  readonly dividends: TaxSchedule
  /** Dividends that bear no tax: the lowest above other income and above what is free of tax as it is. */
  readonly dividendAllowance: number
  readonly dividendsFree: number
  /** Income up to which there is no tax. */
  readonly taxFree: number
  /** The highest rate of all together: no tax can change by more than this times the change of income. */
  readonly highestRate: number
  /** Income besides that of the holdings, after deductions. */
  readonly otherIncome: number
  /** What is deducted from it without being spent. */
  readonly standardDeduction: number
  /** What is deducted from it and exceeds it: a loss of the year. */
  readonly otherLoss: number
  /** Of it: received and taxed elsewhere, after a deduction of its own. */
  readonly incomeElsewhere: number
  /** Tax on other income, which the household account does not owe any more: withheld, or paid elsewhere. */
  readonly taxOnOther: number
  readonly withheld: number
  /** The part of each taxable income of the household that is withheld. */
  readonly withheldShare: number
}

/** What incomes and expenses of the household are to the tax of a year. */
export interface FlowsOfYear {
  readonly taxable: number
  readonly deductible: number
  /** Received and taxed elsewhere. */
  readonly elsewhere: number
}

const noFlows: FlowsOfYear = { taxable: 0, deductible: 0, elsewhere: 0 }

/** Other income of a year; `most` is what may be deducted from income of work without being spent. */
function otherOf({ taxable, deductible, elsewhere }: FlowsOfYear, most: number) {
  const income = taxable + elsewhere
  const standardDeduction = Math.max(0, Math.min(most, income) - deductible)
  const other = income - deductible - standardDeduction
  return {
    otherIncome: Math.max(0, other),
    otherLoss: Math.max(0, -other),
    standardDeduction,
    incomeElsewhere: Math.max(0, elsewhere - most),
  }
}

/** The tax on other income: as much is withheld as there is besides that on what is taxed elsewhere. */
function withholding(
  law: Pick<YearOfLaw, 'table' | 'levy' | 'otherIncome' | 'incomeElsewhere'>,
  { taxable }: FlowsOfYear,
) {
  const paidElsewhere = taxOn(law, law.incomeElsewhere)
  const withheld = taxable > 0 ? Math.max(0, taxOn(law, law.otherIncome) - paidElsewhere) : 0
  return {
    taxOnOther: paidElsewhere + withheld,
    withheld,
    withheldShare: withheld > 0 ? withheld / taxable : 0,
  }
}

/** Tax on a taxable income of the year; `extra` is tax besides that of the table, which offsets lower too. */
export function taxOn({ table, levy }: Pick<YearOfLaw, 'table' | 'levy'>, income: number, extra = 0): number {
  const tax = amountOn(table, income) + extra
  return (tax > 0 ? tax : 0) + amountOn(levy, income)
}

/** Tax on a taxable income with the parts that it is made of: basic + extra − offsets + levy. */
export function partsOfTax(law: YearOfLaw, income: number, extra = 0) {
  const basic = amountOn(law.basic, income)
  const levy = amountOn(law.levy, income)
  const lowIncome = -amountOn(law.lowIncomeOffset, income)
  const due = lowIncome + law.workOffset
  return {
    basic,
    extra,
    lowIncome,
    ofWork: law.workOffset,
    /** What of the offsets there is no tax for. */
    unused: Math.max(0, due - basic - extra),
    levy,
    tax: taxOn(law, income, extra),
  }
}

/** The rules that count for a projection that begins in this month: of Australia, or none. */
export function rulesFor({ tax_system, law_changes }: Assumptions, startMonth: Month): readonly Rule[] {
  if (tax_system !== 'au_resident') return []
  return law_changes === 'ignore' ? begunBy(auResident, sinceKnown(startMonth)) : auResident
}

/** Years before the first that is known are taxed as that one. */
function sinceKnown(month: Month): Month {
  return month < firstKnownMonth ? firstKnownMonth : month
}

/** Schedules of a month's rules, with every amount of money `level` times as high. */
function schedulesInForce(rules: readonly Rule[], month: Month, level: number, otherIncome: number) {
  const offset = ruleInForce(rules, 'offset', month)
  const basic = scheduleOf(ruleInForce(rules, 'table', month)?.brackets ?? [], level)
  const most = (ruleInForce(rules, 'work_offset', month)?.most ?? 0) * level
  const ofWork = Math.min(most, amountOn(basic, otherIncome))
  const less = scheduleOf(offset?.reduction ?? [], level, -(offset?.amount ?? 0))
  return {
    basic,
    table: sumOf(basic, { ...less, start: less.start - ofWork }),
    lowIncomeOffset: less,
    workOffset: ofWork,
    levy: scheduleOf(ruleInForce(rules, 'levy', month)?.brackets ?? [], level),
  }
}

function withoutOffsets(table: TaxSchedule) {
  return { basic: table, table, lowIncomeOffset: scheduleOf([]), workOffset: 0, levy: scheduleOf([]) }
}

/** An assumption that describes no law. */
export class LawError extends RangeError {
  readonly code = 'LAW_INVALID'
  readonly field: string

  constructor(field: string, problem: string) {
    super(problem)
    this.name = 'LawError'
    this.field = field
  }
}

/** The user's own brackets, as they are stored. */
function scheduleFrom(
  assumptions: Assumptions,
  field: 'tax_brackets' | 'gains_brackets' | 'dividend_brackets',
  level: number,
): TaxSchedule {
  const parsed = parseTaxBrackets(String(assumptions[field]))
  if ('error' in parsed) throw new LawError(field, parsed.error)
  return scheduleOf(parsed.brackets, level)
}

/** Whether gains have a schedule of the user's own. */
export function hasOwnGains({ tax_system, gains_brackets }: Assumptions): boolean {
  return tax_system === 'custom' && typeof gains_brackets === 'string'
}

/** Whether dividends of shares have a schedule of the user's own. */
export function hasOwnDividends({ tax_system, dividend_brackets }: Assumptions): boolean {
  return tax_system === 'custom' && typeof dividend_brackets === 'string'
}

/** Income up to which a schedule asks for nothing. */
function freeOf({ thresholds, rates }: TaxSchedule): number {
  return thresholds[rates.findIndex((rate) => rate > 0)] ?? 0
}

function ownTable(assumptions: Assumptions, level: number): TaxSchedule {
  switch (assumptions.tax_system) {
    case 'none':
      return scheduleOf([])
    case 'flat':
      return scheduleOf([{ from: 0, rate: Number(assumptions.tax_flat_rate) }])
    case 'custom':
      return scheduleFrom(assumptions, 'tax_brackets', level)
    default:
      throw new LawError('tax_system', `There is no tax system ${String(assumptions.tax_system)}.`)
  }
}

/**
 * So many tax years, the first of which begins with `firstMonth`, under the law that `tax_system` and its companions
 * describe as one knows it in `knownIn`; prices rise by `priceGrowth` from the year before to each, counted from 0. Where the user's own tax year is
 * not the law's, it has the one in which most of its months lie, of two equal halves the later. `flows` are the household's own
 * incomes and expenses of each year. Throws a `LawError` for brackets that do not parse.
 */
export function yearsOfLaw(
  assumptions: Assumptions,
  firstMonth: Month,
  years: number,
  priceGrowth: (year: number) => number,
  knownIn = firstMonth,
  flows: readonly FlowsOfYear[] = [],
): YearOfLaw[] {
  const rules = rulesFor(assumptions, knownIn)
  let prices = 1
  return Array.from({ length: years }, (_, year) => {
    if (year > 0) prices *= priceGrowth(year)
    const level = assumptions.index_brackets === true ? prices : 1
    const ownFlows = flows[year] ?? noFlows
    const month = sinceKnown(addMonths(firstMonth, 12 * year + 6))
    const other = otherOf(ownFlows, (ruleInForce(rules, 'standard_deduction', month)?.most ?? 0) * level)
    const schedules =
      assumptions.tax_system === 'au_resident'
        ? schedulesInForce(rules, month, level, other.otherIncome)
        : withoutOffsets(ownTable(assumptions, level))
    const gains = hasOwnGains(assumptions)
      ? scheduleFrom(assumptions, 'gains_brackets', level)
      : scheduleOf([])
    const dividends = hasOwnDividends(assumptions)
      ? scheduleFrom(assumptions, 'dividend_brackets', level)
      : scheduleOf([])
    const rates = [sumOf(schedules.table, schedules.levy), gains, dividends].flatMap((one) => [...one.rates])
    const law = {
      ...schedules,
      gains,
      gainsAllowance: Number(assumptions.gains_allowance) * level,
      dividends,
      dividendAllowance: Number(assumptions.dividend_allowance) * level,
      dividendsFree: freeOf(dividends),
      taxFree: freeOf(schedules.table),
      highestRate: Math.max(0, ...rates),
      ...other,
    }
    return { ...law, ...withholding(law, ownFlows) }
  })
}

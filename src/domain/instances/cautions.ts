/** What is allowed but probably not meant: the form points it out and saves all the same. */
import type { Month } from '../calendar/month.ts'
import { formatExact } from '../money/format.ts'
import { concessionalCap } from '../tax/law/concessional-cap.ts'
import { catalogue, fieldDefinition } from './catalogue.ts'
import { uncountedAmounts } from './counted.ts'
import { withDefaults } from './defaults.ts'
import { formatPercent } from './format.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

export interface Caution {
  readonly key: string
  readonly message: string
}

/** Asks back about a number outside its usual range; null when it is usual. */
export function unusual(
  field: FieldDefinition,
  value: Scalar | null | undefined,
  locale: string,
): string | null {
  if (typeof value !== 'number' || value === field.default) return null
  const limit = (usual: number) => {
    if (field.type === 'percent') return formatPercent(usual, locale)
    // A duration may be typed in years, where a bare limit would mislead.
    return `${formatExact(usual, locale)}${field.unit === 'months' ? ' months' : ''}`
  }
  if (field.usualMin !== undefined && value < field.usualMin)
    return `Unusually low: it is mostly at least ${limit(field.usualMin)}. Is that right?`
  if (field.usualMax !== undefined && value > field.usualMax)
    return `Unusually high: it is mostly at most ${limit(field.usualMax)}. Is that right?`
  return null
}

type Values = Readonly<Record<string, Scalar | null>>
type Rule = (values: Values, now: Month) => Caution | null

/** A month before another one that it cannot precede. */
function before(key: string, earlierKey: string, message: string): Rule {
  return (values) => {
    const [later, earlier] = [values[key], values[earlierKey]]
    return typeof later === 'string' && typeof earlier === 'string' && later < earlier
      ? { key, message }
      : null
  }
}

/** A number above another one that bounds it. */
function above(key: string, boundKey: string, message: string): Rule {
  return (values) => (Number(values[key]) > Number(values[boundKey]) ? { key, message } : null)
}

const saleAfterPurchase = before(
  'sale_month',
  'start_month',
  'The sale is before the purchase: it would never be yours.',
)
const contributionsEndLate = before(
  'contribution_end_month',
  'start_month',
  'Contributions would end before the start.',
)

/** The months that concern a gain. */
export interface GainMonths {
  /** The first month of the projection. */
  readonly now: Month
  /** The month of the household's balance: what was bought later was paid for at its amounts. */
  readonly balance: Month
  /** The first month whose gains are taxed, and the first whose gains are not any more. */
  readonly from: Month
  readonly until: Month | null
}

/** Whether a gain is realised that began before the amounts were true, and nobody has said what the holding cost. */
export function isPastGainUntaxed(values: Values, { now, balance, from, until }: GainMonths): boolean {
  const { start_month: bought, as_of_month: asOf, sale_month: sale, withdrawal_start_month: drawn } = values
  const isBefore = (month: Scalar, limit: Month | null) => limit === null || String(month) < limit
  const isSold = typeof sale === 'string' && sale >= from && isBefore(sale, until)
  const isDrawn =
    Number(values.monthly_withdrawal ?? 0) > 0 &&
    !(typeof sale === 'string' && sale < from) &&
    (typeof drawn !== 'string' || (isBefore(drawn, until) && (typeof sale !== 'string' || drawn <= sale)))
  const isPrice =
    typeof bought === 'string' &&
    (typeof asOf === 'string' ? bought >= asOf : bought > balance || bought >= now)
  const isRebalanced = Number(values.bonds_share ?? 0) > 0 && values.asset_class === 'shares'
  const isTaxed = values.use !== 'main_residence' && (values.tax_wrapper ?? 'none') === 'none'
  return (isSold || isDrawn || isRebalanced) && values.cost_base === null && !isPrice && isTaxed
}

const costIsKnown: Rule = (values, now) =>
  // A form knows of no balance and no horizon; without a month of their own its amounts are today's.
  isPastGainUntaxed(values, { now, balance: now, from: now, until: null })
    ? {
        key: 'cost_base',
        message:
          'Left empty, what it has gained so far is free of tax when it is sold. What has it cost you?',
      }
    : null

/** Amounts of a later month have seen it. */
const refinancedBefore = (prefix: '' | 'loan_') =>
  before(
    `${prefix}refinance_month`,
    'as_of_month',
    'Before the month of the amounts: balance, rate and time left are taken to be those after it.',
  )

/** Only an income can be taxed or set the rate, only an expense can be deducted. */
const taxFitsDirection: Rule = ({ direction, tax_treatment: treatment }) => {
  const key = 'tax_treatment'
  if (direction === 'income' && treatment === 'deductible')
    return { key, message: 'Only an expense can be deducted: this income counts without effect on tax.' }
  if (direction === 'expense' && (treatment === 'taxable' || treatment === 'rate_only'))
    return { key, message: 'Only an income is taxed: this expense counts without effect on tax.' }
  return null
}

/** What is paid into a super fund in a month, before its tax. */
const paidIntoSuper = ({ tax_wrapper, monthly_contribution, employer_contribution }: Values) =>
  tax_wrapper === 'super' ? Number(monthly_contribution) + Number(employer_contribution) : 0

const pensionIsMeant: Rule = (values) =>
  paidIntoSuper(values) > 0 && values.access_month === null
    ? {
        key: 'access_month',
        message:
          'Left empty, you have access already: the fund pays no more tax on its earnings, although there are still contributions. Is that right?',
      }
    : null

/** What lies above is taxed as income, which is left out here. */
const withinCap: Rule = (values, now) => {
  const most = concessionalCap(now)
  return 12 * paidIntoSuper(values) > most
    ? {
        key: Number(values.monthly_contribution) > 0 ? 'monthly_contribution' : 'employer_contribution',
        message: `With what the employer pays in, more than the ${formatExact(most, 'en-AU')} a year that may go into super before tax. The tax on what is above is left out. Is that right?`,
      }
    : null
}

/** What a portfolio of bonds hardly is, said at the field or at another one. */
function ofBonds(key: string, most: number, message: string, at = key): Rule {
  return (values) =>
    values.asset_class === 'bonds' && Number(values[key]) > most ? { key: at, message } : null
}

const rules: Readonly<Record<InstanceKind, readonly Rule[]>> = {
  property: [
    saleAfterPurchase,
    costIsKnown,
    above('loan_balance', 'value', 'The loan is larger than the value of the property.'),
    above(
      'loan_interest_only_months',
      'loan_term_months',
      'Longer than the loan runs: all of it would be repaid with the last payment.',
    ),
    above('loan_fixed_months', 'loan_term_months', 'Longer than the loan runs.'),
    above('offset_balance', 'loan_balance', 'More than the loan: the part above it saves no interest.'),
    refinancedBefore('loan_'),
  ],
  portfolio: [
    saleAfterPurchase,
    costIsKnown,
    contributionsEndLate,
    pensionIsMeant,
    withinCap,
    above('income_yield', 'expected_return', 'More than the whole return: the price would fall every year.'),
    ofBonds('expected_return', 6.5, 'High for bonds, which mostly return 3–6%. Is that right?'),
    ofBonds('volatility', 12, 'High for bonds, whose return mostly varies by 4–8%. Is that right?'),
    ofBonds(
      'franking_rate',
      0,
      'Filled in, but not counted for bonds, whose interest carries no franking credits: Franked.',
      'asset_class',
    ),
  ],
  cash: [contributionsEndLate],
  loan: [
    above(
      'interest_only_months',
      'term_months',
      'Longer than the loan runs: all of it would be repaid with the last payment.',
    ),
    above('fixed_months', 'term_months', 'Longer than the loan runs.'),
    refinancedBefore(''),
  ],
  cash_flow: [taxFitsDirection],
}

/** Amounts that the form leaves out while they are filled in, said at the field because of which they do not count. */
function notCounted(kind: InstanceKind, values: Values): Caution[] {
  const amounts = uncountedAmounts(kind, values)
  const reasons = new Set(amounts.flatMap(({ countsWhen }) => countsWhen?.key ?? []))
  return [...reasons].map((key) => {
    const labels = amounts.flatMap(({ countsWhen, label }) => (countsWhen?.key === key ? [label] : []))
    const reason = fieldDefinition(kind, key)?.label.toLowerCase()
    return { key, message: `Filled in, but not counted with this ${reason}: ${labels.join(', ')}.` }
  })
}

/** Everything about these params that deserves a second look this month, in the order of the form. */
export function cautions(kind: InstanceKind, params: Params, locale: string, now: Month): readonly Caution[] {
  const fields = catalogue[kind].fields
  const found = fields.flatMap((field) => {
    const message = unusual(field, params[field.key], locale)
    return message ? [{ key: field.key, message }] : []
  })
  const values = withDefaults(kind, params)
  const crossed = rules[kind].flatMap((rule) => rule(values, now) ?? [])
  return [...found, ...crossed, ...notCounted(kind, values)]
}

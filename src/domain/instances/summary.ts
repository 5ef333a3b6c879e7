import { formatMonth, isMonth, type Month } from '../calendar/month.ts'
import { formatMoney, type MoneyFormat } from '../money/format.ts'
import { owed } from '../money/owed.ts'
import { catalogue, fieldDefinition, valueKey } from './catalogue.ts'
import { countedValues } from './counted.ts'
import { inUnit, shownUnit } from './entry-unit.ts'
import { formatFieldValue, formatPercent } from './format.ts'
import type { InstanceKind, Params, Scalar } from './types.ts'

/** What people call one with these fields: money that comes in is an income, and what goes out an expense. */
export function kindLabelOf(kind: InstanceKind, params: Params): string {
  return kind === 'cash_flow' ? directionLabel(countedValues(kind, params)) : catalogue[kind].label
}

/** What characterises a holding besides its value, such as "4.5% growth · $590 a week rent · 6.14% on $498,000". */
export function summaryOf(kind: InstanceKind, params: Params, format: MoneyFormat): string {
  return characteristics(kind, params, format).join(' · ')
}

/** The same behind what it is, and behind its value where that is given; nothing is said twice. */
export function fullSummaryOf(
  kind: InstanceKind,
  params: Params,
  format: MoneyFormat,
  ...value: readonly string[]
): string {
  const parts = [kindLabelOf(kind, params), ...value, ...characteristics(kind, params, format)]
  return [...new Set(parts)].join(' · ')
}

function characteristics(kind: InstanceKind, params: Params, format: MoneyFormat): readonly string[] {
  const values = countedValues(kind, params)
  const percent = (key: string) => formatPercent(Number(values[key]), format.locale, 2)
  const money = (key: string) => formatMoney(Number(values[key]), format)
  const given = (key: string, text: string) => (Number(values[key]) > 0 ? [text] : [])
  const payments = [
    ...given('monthly_contribution', `${money('monthly_contribution')} a month in`),
    ...given('employer_contribution', `${money('employer_contribution')} a month from the employer`),
    ...given('monthly_withdrawal', `${money('monthly_withdrawal')} a month out`),
  ]
  switch (kind) {
    case 'property':
      return [
        `${percent('growth_rate')} growth`,
        ...given('weekly_rent', rentText(Number(values.weekly_rent), format)),
        ...given('loan_balance', `${money('loan_balance')} loan at ${percent('loan_rate')}`),
      ]
    case 'portfolio':
      return [
        ...wrapperTexts(values, format.locale),
        ...(values.asset_class === 'bonds' ? ['Bonds'] : []),
        ...(Number(values.bonds_share) > 0 ? [`${percent('bonds_share')} in bonds`] : []),
        `${percent('expected_return')} return`,
        ...payments,
      ]
    case 'cash':
      return [`${percent('interest_rate')} interest`, ...payments]
    case 'loan':
      return [`${percent('rate')} interest`, `${termText(Number(values.term_months), format)} left`]
    case 'cash_flow':
      return [treatmentText(values), ...periodTexts(values, format.locale)]
  }
}

function rentText(rent: number, format: MoneyFormat): string {
  const field = fieldDefinition('property', 'weekly_rent')
  const unit = field ? shownUnit(field, rent, format) : null
  return field ? `${formatMoney(inUnit(field, rent, unit), format)} ${unit} rent` : ''
}

function termText(months: number, format: MoneyFormat): string {
  const field = fieldDefinition('loan', 'term_months')
  return field ? formatFieldValue(field, months, format) : ''
}

type Values = Readonly<Record<string, Scalar | null>>

const wrapperNames: Readonly<Record<string, string>> = {
  tax_free: 'Tax-free account',
  deferred: 'Taxed when drawn',
  super: 'Super fund',
}

/** What it is held in, and from when on it can be got at. */
function wrapperTexts({ tax_wrapper, access_month }: Values, locale: string): string[] {
  const name = wrapperNames[String(tax_wrapper)]
  if (name === undefined) return []
  const isDated = typeof access_month === 'string' && isMonth(access_month)
  return [isDated ? `${name}, access from ${formatMonth(access_month, locale, 'short')}` : name]
}

/** What it means for tax, where it means something; else whether money comes in or goes out. */
function treatmentText({ direction, tax_treatment }: Values): string {
  const treatment = tax_treatment ?? (direction === 'income' ? 'taxable' : 'untaxed')
  return treatment === 'untaxed'
    ? optionLabel('direction', direction)
    : optionLabel('tax_treatment', treatment)
}

function directionLabel({ direction = null }: Values): string {
  return optionLabel('direction', direction)
}

function optionLabel(key: 'direction' | 'tax_treatment', value: Scalar | null | undefined): string {
  const options = fieldDefinition('cash_flow', key)?.options
  return options?.find((option) => option.value === value)?.label ?? String(value)
}

function periodTexts({ start_month, end_month }: Values, locale: string): string[] {
  const text = (word: string, month: Scalar | null | undefined) =>
    typeof month === 'string' && isMonth(month) ? [`${word} ${formatMonth(month, locale, 'short')}`] : []
  return [...text('from', start_month), ...text('until', end_month)]
}

export interface EnteredAmount {
  readonly amount: string
  /** The month of which it is, such as "as of Jan 2022"; null when that is today's. */
  readonly asOf: string | null
}

/** An amount of money that comes or goes each month. */
export function aMonth(amount: string): string {
  return `${amount} a month`
}

/** What was entered as the worth of a holding, of the whole asset. */
export function enteredAmount(
  kind: InstanceKind,
  params: Params,
  format: MoneyFormat,
  today: Month,
): EnteredAmount {
  const value = Number(params[valueKey(kind)] ?? 0)
  const leaves = kind === 'loan' || (kind === 'cash_flow' && params.direction === 'expense')
  const alone = formatMoney(leaves ? owed(value) : value, format, 'exact')
  const amount = kind === 'cash_flow' ? aMonth(alone) : alone
  // Amounts of a holding that begins later are those of its beginning; what comes in or goes out rises until then.
  const isOwn =
    kind === 'cash_flow' || (params.price_grows_until_purchase === true && params.as_of_month !== undefined)
  const stated = isOwn ? [params.as_of_month] : [params.as_of_month, params.start_month]
  const months = stated.filter((month) => typeof month === 'string')
  const month = months.filter(isMonth).sort().at(-1)
  const isTodays = month === undefined || month === today
  return { amount, asOf: isTodays ? null : `as of ${formatMonth(month, format.locale, 'short')}` }
}

/** The same in one, such as "$500,000 as of Jan 2022". */
export function enteredText(kind: InstanceKind, params: Params, format: MoneyFormat, today: Month): string {
  const { amount, asOf } = enteredAmount(kind, params, format, today)
  return asOf === null ? amount : `${amount} ${asOf}`
}

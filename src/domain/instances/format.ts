/** Values of fields in words and numbers, for people. */
import { calendarMonths, formatMonth, isMonth } from '../calendar/month.ts'
import { amountAlone, formatExact, formatMoney, type MoneyFormat } from '../money/format.ts'
import { singularOf } from '../reading/unit-words.ts'
import { stressTestsWords } from '../scenarios/stress-words.ts'
import { writeBrackets } from '../tax/written-brackets.ts'
import { fieldDefinition, statusLabels } from './catalogue.ts'
import { inUnit, shownUnit } from './entry-unit.ts'
import { type NamedHolding, nameOfReference } from './secured.ts'
import type { Entity, FieldDefinition, Scalar } from './types.ts'

/** Costly to make, and asked for often. */
const percentFormatters = new Map<string, Intl.NumberFormat>()

/** "6.25%", in the locale's manner; the value is in percent, and every decimal is shown unless fewer are asked for. */
export function formatPercent(value: number, locale: string, maximumFractionDigits?: number): string {
  const key = `${locale} ${maximumFractionDigits}`
  let found = percentFormatters.get(key)
  if (!found) {
    const digits =
      maximumFractionDigits === undefined ? { maximumSignificantDigits: 17 } : { maximumFractionDigits }
    found = new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent', ...digits })
    percentFormatters.set(key, found)
  }
  return found.format(value)
}

/** How values are written, and what references name, once it is known. */
export interface ValueFormat extends MoneyFormat {
  readonly holdings?: readonly NamedHolding[]
}

function formatValue(field: FieldDefinition, value: Scalar, format: ValueFormat): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') {
    if (field.type === 'choice')
      return field.options?.find((option) => option.value === value)?.label ?? value
    if (field.type === 'reference') return format.holdings ? nameOfReference(value, format.holdings) : '…'
    return formatText(field, value, format)
  }
  switch (field.type) {
    case 'money':
      return formatMoney(value, format, 'exact')
    case 'percent':
      return formatPercent(value, format.locale)
    default:
      if (field.notation === 'calendar_month')
        return calendarMonths(format.locale)[value - 1] ?? String(value)
      return formatBareNumber(field, value, format)
  }
}

/** A month or a text as the locale writes it, as its input shows it too; what is neither, as it is. */
export function formatText(field: FieldDefinition, value: string, format: MoneyFormat): string {
  if (field.notation === 'tax_brackets') return writeBrackets(value, format)
  if (field.notation === 'stress_tests') return stressTestsWords(value, format)
  return field.type === 'month' && isMonth(value) ? formatMonth(value, format.locale) : value
}

/** A number of this field without the sign of its currency, percent or unit, as its input shows it. */
export function formatBareNumber(field: FieldDefinition, value: number, format: MoneyFormat): string {
  if (field.type === 'money') return amountAlone(value, format)
  // Years and seeds are not quantities: no thousands separator.
  if (field.type === 'integer' && !field.unit) return String(value)
  return formatExact(value, format.locale)
}

/**
 * A value of this field with its unit, such as "$650 a week" or "March 2027". A missing value is shown as what it
 * means: the default, marked as such, or "Not set". Values of a wrong type are shown as they are.
 */
export function formatFieldValue(
  field: FieldDefinition,
  value: Scalar | null | undefined,
  format: ValueFormat,
): string {
  if (value === null || value === undefined) {
    if (field.default === null) return field.whenEmpty ?? 'Not set'
    return `${formatFieldValue(field, field.default, format)} (default)`
  }
  if (typeof value !== 'number' || !field.unit) return formatValue(field, value, format)
  const unit = (field.otherUnit ? shownUnit(field, value, format) : field.unit) ?? field.unit
  const shown = inUnit(field, value, unit)
  // Points are added to a rate: "2% points" would be neither.
  const isPoints = field.type === 'percent' && unit.startsWith('points')
  const number = isPoints ? formatExact(shown, format.locale) : formatValue(field, shown, format)
  return `${number} ${Math.abs(shown) === 1 ? singularOf(unit) : unit}`
}

/**
 * A merge field's value in words. `field` is `name`, `status` or `params.<key>`; a missing param is shown as what
 * it means, values of unknown keys as they are.
 */
export function formatMergeField(
  kind: Entity,
  field: string,
  value: Scalar | null | undefined,
  format: ValueFormat,
): string {
  if (field === 'status' && (value === 'active' || value === 'archived')) return statusLabels[value]
  const definition = field.startsWith('params.')
    ? fieldDefinition(kind, field.slice('params.'.length))
    : undefined
  if (definition) return formatFieldValue(definition, value, format)
  return value === null || value === undefined ? 'Not set' : String(value)
}

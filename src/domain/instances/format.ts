/** Values of fields in words and numbers, for people. */
import { formatMonth, isMonth } from '../calendar/month.ts'
import { formatMoney, type MoneyFormat } from '../money/format.ts'
import type { FieldDefinition, Scalar } from './types.ts'

/** "6.25%", in the locale's manner; the value is in percent. */
export function formatPercent(value: number, locale: string, maximumFractionDigits = 4): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits }).format(
    value,
  )
}

function formatValue(field: FieldDefinition, value: Scalar, format: MoneyFormat): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') {
    if (field.type === 'choice')
      return field.options?.find((option) => option.value === value)?.label ?? value
    return field.type === 'month' && isMonth(value) ? formatMonth(value, format.locale) : value
  }
  switch (field.type) {
    case 'money':
      return formatMoney(value, format, 'exact')
    case 'percent':
      return formatPercent(value, format.locale)
    case 'integer':
      // Years and seeds are not quantities: no thousands separator.
      return field.unit ? new Intl.NumberFormat(format.locale).format(value) : String(value)
    default:
      return new Intl.NumberFormat(format.locale, { maximumFractionDigits: 6 }).format(value)
  }
}

/**
 * A value of this field with its unit, such as "$650 a week" or "March 2027". A missing value is shown as what it
 * means: the default, marked as such, or "Not set". Values of a wrong type are shown as they are.
 */
export function formatFieldValue(
  field: FieldDefinition,
  value: Scalar | null | undefined,
  format: MoneyFormat,
): string {
  if (value === null || value === undefined) {
    return field.default === null ? 'Not set' : `${formatFieldValue(field, field.default, format)} (default)`
  }
  const text = formatValue(field, value, format)
  return field.unit && typeof value === 'number' ? `${text} ${field.unit}` : text
}

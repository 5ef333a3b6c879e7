/** What a user types into the input of a field, as the value to store: the inverse of `format.ts`. */
import { calendarMonths } from '../calendar/month.ts'
import { readMonth } from '../calendar/read-month.ts'
import type { MoneyFormat } from '../money/format.ts'
import { type DurationUnit, readDuration } from '../reading/read-duration.ts'
import { type NumberReading, readNumber } from '../reading/read-number.ts'
import { readBrackets } from '../tax/written-brackets.ts'
import { durationUnitOf, type EntryUnit, fromUnit, shownUnit } from './entry-unit.ts'
import type { FieldDefinition, Scalar } from './types.ts'

export type FieldReading =
  /** `unit`: the one that was written, where there is a choice; null where none was. */
  | { readonly value: Scalar; readonly unit?: EntryUnit | null }
  /** Why it is not read: a sentence for the user. */
  | { readonly problem: string }

/** Fields whose values are not stored as they are typed. */
export function isReadField({ type, notation }: FieldDefinition): boolean {
  if (notation === 'calendar_month') return false
  return notation !== undefined || ['money', 'percent', 'number', 'integer', 'month'].includes(type)
}

/**
 * The value that this text stands for, in the user's currency and locale; null when there is no text. `entryUnit` is
 * what a number without a unit is in. Ranges are the schema's business.
 */
export function readField(
  field: FieldDefinition,
  text: string,
  format: MoneyFormat,
  entryUnit: EntryUnit | null = shownUnit(field, null, format),
): FieldReading | null {
  const { locale, currency } = format
  const unit = field.unit ? { unit: field.unit } : {}
  const storedIn = durationUnitOf(field)
  if (storedIn)
    return readDuration(text, { locale, unit: (entryUnit as DurationUnit | null) ?? storedIn, storedIn })
  switch (field.type) {
    case 'money':
      return field.otherUnit
        ? readInUnits(field, text, format, entryUnit)
        : readNumber(text, { locale, currency, ...unit })
    case 'percent':
      return readNumber(text, { locale, isPercent: true, ...unit })
    case 'number':
      return readNumber(text, { locale, ...unit })
    case 'integer':
      if (field.notation === 'calendar_month') {
        const name = text.trim().toLocaleLowerCase(locale)
        const month = calendarMonths(locale).findIndex((one) => one.toLocaleLowerCase(locale) === name)
        if (month >= 0) return { value: month + 1 }
      }
      return readNumber(text, { locale, isWhole: true, ...unit })
    case 'month': {
      const reading = readMonth(text, locale)
      return reading && 'month' in reading ? { value: reading.month } : reading
    }
    case 'text': {
      const reading = field.notation === 'tax_brackets' ? readBrackets(text, { locale, currency }) : null
      if (reading) return 'text' in reading ? { value: reading.text } : reading
      return text.trim() === '' ? null : { value: text.trim() }
    }
    default:
      return text.trim() === '' ? null : { value: text.trim() }
  }
}

/** An amount in the unit that is written behind it, or else in the one that holds. */
function readInUnits(
  field: FieldDefinition,
  text: string,
  { locale, currency }: MoneyFormat,
  entryUnit: EntryUnit | null,
): FieldReading | null {
  const readIn = (unit?: EntryUnit): NumberReading | null =>
    readNumber(text, { locale, currency, ...(unit === undefined ? {} : { unit }) })
  const bare = readIn()
  if (bare === null) return null
  if ('value' in bare) return { value: fromUnit(field, bare.value, entryUnit), unit: null }
  for (const unit of [field.unit, field.otherUnit?.unit].filter((one) => one !== undefined)) {
    const reading = readIn(unit)
    if (reading && 'value' in reading) return { value: fromUnit(field, reading.value, unit), unit }
  }
  return bare
}

/** What a user types into the input of a field, as the value to store: the inverse of `format.ts`. */
import { readMonth } from '../calendar/read-month.ts'
import type { MoneyFormat } from '../money/format.ts'
import { type DurationUnit, readDuration } from '../reading/read-duration.ts'
import { readNumber } from '../reading/read-number.ts'
import { readBrackets } from '../tax/written-brackets.ts'
import type { FieldDefinition, Scalar } from './types.ts'

export type FieldReading =
  /** `unit`: the one that a duration was written in. */
  | { readonly value: Scalar; readonly unit?: DurationUnit | null }
  /** Why it is not read: a sentence for the user. */
  | { readonly problem: string }

/** Fields whose values are not stored as they are typed. */
export function isReadField({ type, notation }: FieldDefinition): boolean {
  return notation !== undefined || ['money', 'percent', 'number', 'integer', 'month'].includes(type)
}

/** What a field counts when it is a duration: its values can be typed in years and in months. */
export function durationUnitOf(field: FieldDefinition): DurationUnit | null {
  return field.type === 'integer' && (field.unit === 'months' || field.unit === 'years') ? field.unit : null
}

/**
 * The value that this text stands for, in the user's currency and locale; null when there is no text. `durationUnit` is
 * what a duration without a unit is in. Ranges are the schema's business.
 */
export function readField(
  field: FieldDefinition,
  text: string,
  { locale, currency }: MoneyFormat,
  durationUnit: DurationUnit | null = durationUnitOf(field),
): FieldReading | null {
  const unit = field.unit ? { unit: field.unit } : {}
  const storedIn = durationUnitOf(field)
  if (storedIn && durationUnit) return readDuration(text, { locale, unit: durationUnit, storedIn })
  switch (field.type) {
    case 'money':
      return readNumber(text, { locale, currency, ...unit })
    case 'percent':
      return readNumber(text, { locale, isPercent: true, ...unit })
    case 'number':
      return readNumber(text, { locale, ...unit })
    case 'integer':
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

/** In which unit a value is typed and shown: some fields are said in more than one, and stored in one. */
import { currencyDecimals, type MoneyFormat } from '../money/format.ts'
import { type DurationUnit, durationUnits } from '../reading/read-duration.ts'
import type { FieldDefinition, OtherUnit } from './types.ts'

/** The field's own, another that people say it in, or one of time. */
export type EntryUnit = string

/** What a field counts when it is a duration: its values can be typed in years and in months. */
export function durationUnitOf(field: FieldDefinition): DurationUnit | null {
  return field.type === 'integer' && (field.unit === 'months' || field.unit === 'years') ? field.unit : null
}

/** What a value of this field may be typed in; fewer than two leave nothing to choose. */
export function entryUnitsOf(field: FieldDefinition): readonly EntryUnit[] {
  if (field.otherUnit && field.unit) return [field.unit, field.otherUnit.unit]
  return durationUnitOf(field) === 'months' ? durationUnits : []
}

/** Doubles keep more digits than this through both conversions, so that what was typed comes back. */
const keptDigits = 14

/** A stored value in the unit; it comes back as it was typed there. */
export function inUnit(field: FieldDefinition, value: number, unit: EntryUnit | null): number {
  const { otherUnit } = field
  if (unit !== otherUnit?.unit || !otherUnit) return value
  return Number(((value * otherUnit.times) / otherUnit.over).toPrecision(keptDigits))
}

/** A value of the unit as it is stored. */
export function fromUnit(field: FieldDefinition, value: number, unit: EntryUnit | null): number {
  const { otherUnit } = field
  return unit !== otherUnit?.unit || !otherUnit ? value : (value * otherUnit.over) / otherUnit.times
}

/** The unit of the user's country, where the field knows it. */
function preferredUnit(field: FieldDefinition & { readonly otherUnit: OtherUnit }, format: MoneyFormat) {
  return format.rentPeriod !== undefined && field.otherUnit.unit === `a ${format.rentPeriod}`
    ? field.otherUnit.unit
    : (field.unit ?? null)
}

/**
 * The unit to show a value in: that of the country, unless only another one shows it without a fraction of a cent: it was typed in
 * that one.
 */
export function shownUnit(field: FieldDefinition, value: unknown, format: MoneyFormat): EntryUnit | null {
  const { otherUnit, unit = null } = field
  if (!otherUnit) return durationUnitOf(field) ?? unit
  const preferred = preferredUnit({ ...field, otherUnit }, format)
  if (typeof value !== 'number') return preferred
  const isRound = (one: EntryUnit | null) => {
    const shown = inUnit(field, value, one)
    // Great amounts are round by accident: only what was typed there comes back to the last digit.
    return Number(shown.toFixed(currencyDecimals(format))) === shown && fromUnit(field, shown, one) === value
  }
  const other = preferred === unit ? otherUnit.unit : unit
  return !isRound(preferred) && isRound(other) ? other : preferred
}

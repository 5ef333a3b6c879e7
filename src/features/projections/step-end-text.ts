/** Where the step of an assumption ends, in words. */
import { formatFieldValue } from '#domain/instances/format.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import type { BreakEvenOfDifference } from '#domain/projection/analysis/sensitivity.ts'
import type { ChangeEnd, FieldValue } from '#domain/projection/change-plan.ts'

/** "at 3.5% a year", or that the field's range ends before the step does; null where there is nothing to say. */
export function stepEndText({ at, bound }: ChangeEnd, format: MoneyFormat): string | null {
  const words = ({ field, value }: FieldValue) => formatFieldValue(field, value, format)
  if (bound) return `${at ? 'stops' : 'some stop'} at ${words(bound)}`
  return at && `at ${words(at)}`
}

/** Where an assumption, changed alone, makes the scenario as good as reality; `lead` is how far it is above it as it is. */
export function breakEvenText(
  { found, tried }: BreakEvenOfDifference,
  lead: number,
  format: MoneyFormat,
): string {
  const size = ({ by, unit }: BreakEvenOfDifference['tried']) => {
    const number = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 }).format(Math.abs(by))
    return unit === 'percent' ? `${number}%` : `${number} ${number === '1' ? 'point' : 'points'}`
  }
  if (found === null)
    return `${lead > 0 ? 'Ahead of' : 'Behind'} reality also when ${size(tried)} lower or higher.`
  const { change, end } = found
  const where = end.at ? `, ${stepEndText(end, format)}` : ''
  return `As good as reality when ${size(change)} ${change.by < 0 ? 'lower' : 'higher'}${where}.`
}

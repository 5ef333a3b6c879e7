/** Where the step of an assumption ends, in words. */
import { formatFieldValue } from '#domain/instances/format.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import type { ChangeEnd, FieldValue } from '#domain/projection/change-plan.ts'

/** "at 3.5% a year", or that the field's range ends before the step does; null where there is nothing to say. */
export function stepEndText({ at, bound }: ChangeEnd, format: MoneyFormat): string | null {
  const words = ({ field, value }: FieldValue) => formatFieldValue(field, value, format)
  if (bound) return `${at ? 'stops' : 'some stop'} at ${words(bound)}`
  return at && `at ${words(at)}`
}

/** What is said of the amounts of one holding, and what is to be written for it. */
import type { Instance } from '#data/instances/instance.ts'
import type { Month } from '#domain/calendar/month.ts'
import { type Aged, askedAmounts, confirmed, restated, roundedAmounts } from '#domain/instances/restate.ts'
import { statedMonth } from '#domain/instances/stated-month.ts'
import type { FieldDefinition, Params, Scalar } from '#domain/instances/types.ts'
import { type Drafts, draftsOf, valuesOf } from '#fields/drafts.ts'

/** A holding whose amounts can be brought up to date. */
export interface Subject {
  readonly row: Instance
  /** The amounts that are asked for. */
  readonly fields: readonly FieldDefinition[]
  /** Everything that has changed since as expected; nothing where the amounts are of this month, or of no known one. */
  readonly expected: Aged
  /** The amounts as they were stated, and as they are expected to be now. */
  readonly before: Params
  readonly now: Params
}

export function subjectOf(row: Instance, aged: Aged | undefined): Subject {
  const fields = askedAmounts(row.kind, row.params)
  const expected = roundedAmounts(row.kind, aged ?? {})
  const pick = (values: Readonly<Record<string, Scalar | null>>) =>
    Object.fromEntries(fields.flatMap(({ key }) => (values[key] == null ? [] : [[key, values[key]]])))
  return { row, fields, expected, before: pick(row.params), now: pick({ ...row.params, ...expected }) }
}

/** Whether there is an expectation that can be confirmed. */
export function canBeConfirmed({ row, expected }: Subject): boolean {
  return statedMonth(row.params) !== null && Object.keys(expected).length > 0
}

/** Whether inputs show exactly these amounts. */
function showsAmounts({ fields }: Subject, drafts: Drafts, amounts: Params): boolean {
  const shown = draftsOf(fields, amounts)
  return fields.every(({ key }) => drafts[key] === shown[key])
}

/** The params once the amounts in the inputs hold in this month. Such as were expected are confirmed and not rewritten. */
export function paramsAfter(subject: Subject, drafts: Drafts, today: Month): Params {
  const { row, fields, expected, now } = subject
  if (canBeConfirmed(subject) && showsAmounts(subject, drafts, now)) return confirmed(row.params, today)
  return restated(row.kind, row.params, expected, valuesOf(fields, drafts, {}), today)
}

/** What has to be set, and what to be taken away (null), to come from one to the other. */
export function paramChanges(before: Params, after: Params): Readonly<Record<string, Scalar | null>> {
  const keys = Object.keys({ ...before, ...after })
  return Object.fromEntries(
    keys.flatMap((key) => (before[key] === after[key] ? [] : [[key, after[key] ?? null] as const])),
  )
}

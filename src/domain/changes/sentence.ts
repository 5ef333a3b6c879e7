/** Changes of a scenario in words. */
import { formatMonth, isMonth } from '../calendar/month.ts'
import { catalogue, fieldLabel, nounOf } from '../instances/catalogue.ts'
import { formatFieldValue, formatMergeField, type ValueFormat } from '../instances/format.ts'
import type { Scalar } from '../instances/types.ts'
import type { ScenarioRow } from '../merge/merge-copy.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import type { Change, ChangedField } from './changes.ts'

type AnyCopy = Pick<ScenarioRow, 'kind' | 'name'> | null

const assumptionsByKey = new Map(assumptionFields.map((field) => [field.key, field]))

/** What a field of a change is called. */
export function labelOf(copy: AnyCopy, field: string): string {
  return copy ? fieldLabel(copy.kind, field) : (assumptionsByKey.get(field)?.label ?? field)
}

/** A value of a field of a change, as people read it; null is shown as what it means. */
export function valueText(copy: AnyCopy, field: string, value: Scalar | null, format: ValueFormat): string {
  if (copy) return formatMergeField(copy.kind, field, value, format)
  const definition = assumptionsByKey.get(field)
  return definition ? formatFieldValue(definition, value, format) : String(value ?? 'Not set')
}

/** "Interest rate 6.1% a year → 5.2% a year"; `spoken`, with words in the place of the arrow. */
export function fieldText(
  copy: AnyCopy,
  { field, from, to }: ChangedField,
  format: ValueFormat,
  spoken = false,
): string {
  const [before, after] = [from, to].map((value) => valueText(copy, field, value, format))
  return spoken
    ? `${labelOf(copy, field)} from ${before} to ${after}`
    : `${labelOf(copy, field)} ${before} → ${after}`
}

/** What a decision that is a month says: with one, with another one than before, without one any longer. */
interface MonthWords {
  readonly field: string
  readonly set: (name: string, month: string) => string
  readonly cleared: (name: string, month: string) => string
}

const monthWords: Readonly<Record<string, MonthWords>> = {
  sale: {
    field: 'sale_month',
    set: (name, month) => `Sell ${name} in ${month}`,
    cleared: (name, month) => `Keep ${name}, not sold in ${month}`,
  },
  purchase: {
    field: 'start_month',
    set: (name, month) => `Buy ${name} in ${month}`,
    cleared: (name, month) => `Have ${name} already, not bought in ${month}`,
  },
  opening: {
    field: 'start_month',
    set: (name, month) => `Open ${name} in ${month}`,
    cleared: (name, month) => `Have ${name} already, not opened in ${month}`,
  },
  begin: {
    field: 'start_month',
    // Names may be of one thing or of several.
    set: (name, month) => `${name} from ${month}`,
    cleared: (name, month) => `${name} from now on, not from ${month}`,
  },
  end: {
    field: 'end_month',
    set: (name, month) => `${name} until ${month}`,
    cleared: (name, month) => `${name} without an end, not until ${month}`,
  },
  refinancing: {
    field: 'refinance_month',
    set: (name, month) => `Refinance ${name} in ${month}`,
    cleared: (name, month) => `Leave ${name} as financed, no refinancing in ${month}`,
  },
  lump_sums: {
    field: 'lump_sum_month',
    set: (name, month) => `Pay a lump sum off ${name} in ${month}`,
    cleared: (name, month) => `Pay no lump sum off ${name} in ${month}`,
  },
}

function monthSentence({ decision, fields }: Change, name: string, locale: string): string | null {
  const words = monthWords[decision]
  const changed = fields.find(({ field }) => words !== undefined && field.endsWith(words.field))
  if (!words || !changed) return null
  const [before, after] = [changed.from, changed.to].map((value) =>
    typeof value === 'string' && isMonth(value) ? formatMonth(value, locale) : null,
  )
  if (after) return words.set(name, after) + (before ? `, not ${before}` : '')
  return before ? words.cleared(name, before) : null
}

/** Decisions whose fields are told one by one below a title. */
const titles: Readonly<Record<string, string>> = {
  amounts: 'Amounts of another month',
  tax: 'Tax',
  goal: 'Goal',
  household: 'Household account',
  correlations: 'What moves together',
  letting: 'Use',
  borrowing: 'The loan',
}

/** What a decision of several fields is called. */
export function titleOf(decision: string): string {
  return titles[decision] ?? decision
}

/** How a change is told. */
export interface ChangeWords {
  readonly sentence: string
  /** The sentence names the holding; else it is said of it beside its name. */
  readonly isWhole: boolean
  /** The sentence does not say all of them: they are told below it. */
  readonly fieldsBelow: readonly ChangedField[]
}

/** A change as people would say it. `spoken`, without an arrow. */
export function wordsOf(change: Change, format: ValueFormat, spoken = false): ChangeWords {
  const { copy, decision, fields } = change
  const whole = (sentence: string, fieldsBelow: readonly ChangedField[] = []) => ({
    sentence,
    isWhole: true,
    fieldsBelow,
  })
  if (copy) {
    if (decision === 'new') return whole(`New: ${copy.name}`)
    if (decision === 'edited') return whole(`${copy.name}, deleted in reality`)
    if (decision === 'status')
      return whole(copy.status === 'archived' ? `Leaves: ${copy.name}` : `Comes back: ${copy.name}`)
    if (decision === 'name') return whole(`New name: ${copy.name}`, fields)
    const sentence = monthSentence(change, copy.name, format.locale)
    if (sentence) {
      const isSaid = ({ field }: ChangedField) => field.endsWith(monthWords[decision]?.field ?? '')
      return whole(
        sentence,
        fields.filter((field) => !isSaid(field)),
      )
    }
  }
  const [only, ...others] = fields
  const title = titles[decision]
  if (only && (others.length === 0 || !title))
    return { sentence: fieldText(copy, only, format, spoken), isWhole: false, fieldsBelow: others }
  return { sentence: titleOf(decision), isWhole: false, fieldsBelow: fields }
}

/** A change in one line that stands alone, such as "Home: Interest rate from 6.1% a year to 5.2% a year". */
export function lineOf(change: Change, format: ValueFormat, spoken = true): string {
  const { sentence, isWhole } = wordsOf(change, format, spoken)
  return isWhole ? sentence : `${change.copy?.name ?? 'Assumptions'}: ${sentence}`
}

/** Why a change counts for nothing yet, as a sentence; null where it counts. */
export function waitingText({ waitsFor, copy, fields }: Change): string | null {
  const noun = copy ? nounOf(copy.kind) : ''
  switch (waitsFor) {
    case 'conflict':
      return 'Reality changed here too: it counts as it is now until you decide.'
    case 'already_created':
      return `Reality has this ${noun} already, from another scenario: it counts as it is now until you decide.`
    case 'source_deleted':
      return `What this scenario changes of the ${catalogue[copy?.kind ?? 'property'].label.toLowerCase()} counts for nothing until you decide.`
    case null:
      return fields.some(({ isUndecided }) => isUndecided)
        ? 'Reality changed a part of this too: that part counts as it is now until you decide.'
        : null
  }
}

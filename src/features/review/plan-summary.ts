/** A plan in numbers and words. */

import { proposedTogether } from '#data/applications/decisions.ts'
import { isLater, isOfInstance, isTwinField, type PlanField, type PlanItem } from '#data/shapes/plan.ts'
import { listed } from '#domain/listed.ts'
import { counted } from '#lib/counted.ts'

export interface PlanSummary {
  readonly created: number
  readonly recreated: number
  readonly changed: number
  readonly changedFields: number
  readonly discarded: number
  /** Rows that use what is there already from now on; and those that leave, since the scenario has a copy of that. */
  readonly stood: number
  readonly doubles: number
  /** How many assumptions become the user's own. */
  readonly assumptions: number
  /** Rows whose instance stays as it is. */
  readonly untouched: number
}

/**
 * The fields to read first, and those to fold away. Where something is to be decided, only that comes first, else what
 * would be written; an instance of which nothing is written shows everything.
 */
export function foldFields(fields: readonly PlanField[]): { first: PlanField[]; folded: PlanField[] } {
  const are = (outcome: PlanField['outcome']) => fields.filter((field) => field.outcome === outcome)
  const first = [are('conflict'), are('proposed_only'), [...fields]].find((some) => some.length > 0) ?? []
  return { first, folded: fields.filter((field) => !first.includes(field)) }
}

/** The fields that an apply would write to an instance. */
export function writtenFields(item: PlanItem) {
  return item.fields.filter(
    (field) =>
      (field.outcome === 'proposed_only' && !isLater(field.resolution)) ||
      (!isTwinField(field) &&
        field.outcome === 'conflict' &&
        field.resolution !== null &&
        field.result !== field.current),
  )
}

/** The changes of an instance that wait, in conflict or not. */
export function changesLeft(item: Pick<PlanItem, 'kind' | 'fields'>) {
  return proposedTogether(item).filter((fields) => fields.some(({ resolution }) => isLater(resolution)))
}

/** "2 changes and 1 investment are left for later"; null where nothing is. */
export function leftInWords(changes: number, investments: number): string | null {
  const parts = [
    ...(changes > 0 ? [counted(changes, 'change')] : []),
    ...(investments > 0 ? [counted(investments, 'investment')] : []),
  ]
  return parts.length === 0
    ? null
    : `${listed(parts)} ${changes + investments === 1 ? 'is' : 'are'} left for later`
}

export function summarisePlan(plan: { readonly items: readonly PlanItem[] }): PlanSummary {
  const items = plan.items.filter(isOfInstance)
  const count = (action: PlanItem['action'], isTwin?: boolean) =>
    items.filter(
      (item) =>
        item.action === action && (isTwin === undefined || isTwin === item.fields.some(isAnsweredTwin)),
    ).length
  const updates = items.filter((item) => item.action === 'update')
  const others = plan.items.filter((item) => !isOfInstance(item))
  return {
    created: count('create'),
    recreated: count('recreate'),
    changed: updates.length,
    changedFields: updates.reduce((sum, item) => sum + writtenFields(item).length, 0),
    discarded: count('discard', false),
    stood: count('none', true),
    doubles: count('discard', true),
    assumptions: others.flatMap(writtenFields).length,
    untouched: count('none', false),
  }
}

function isAnsweredTwin(field: PlanItem['fields'][number]): boolean {
  return isTwinField(field) && field.resolution !== null && !isLater(field.resolution)
}

function madeDefault(count: number): string {
  return count === 1 ? '1 assumption your default' : `${count} assumptions your defaults`
}

/** What is done, then what is not; nothing where nothing is done. */
function withRest(deeds: readonly (string | false)[], rest: string | false): string {
  const done = deeds.filter((deed) => deed !== false)
  return done.length === 0 ? '' : listed(rest ? [...done, rest] : done)
}

/**
 * "change 2 investments (5 fields) and leave 1 as it is": what becomes of each row, so that the numbers add up to all;
 * empty when reality would stay as it is.
 */
export function planInWords(summary: PlanSummary): string {
  return withRest(
    [
      summary.created > 0 && `create ${counted(summary.created, 'investment')}`,
      summary.changed > 0 &&
        `change ${counted(summary.changed, 'investment')} (${counted(summary.changedFields, 'field')})`,
      summary.recreated > 0 && `bring back ${counted(summary.recreated, 'deleted investment')}`,
      summary.stood > 0 && `use ${counted(summary.stood, 'investment')} already there`,
      summary.discarded > 0 && `take ${counted(summary.discarded, 'deleted investment')} out of the scenario`,
      summary.doubles > 0 &&
        `take ${counted(summary.doubles, 'investment')} out of the scenario that it has twice`,
      summary.assumptions > 0 && `make ${madeDefault(summary.assumptions)}`,
    ],
    summary.untouched > 0 &&
      `leave ${summary.untouched} as ${summary.untouched === 1 ? 'it is' : 'they are'}`,
  )
}

/** The same for what has been done. */
export function doneInWords(summary: PlanSummary): string {
  const words = withRest(
    [
      summary.created > 0 && `${counted(summary.created, 'investment')} created`,
      summary.changed > 0 &&
        `${counted(summary.changed, 'investment')} changed (${counted(summary.changedFields, 'field')})`,
      summary.recreated > 0 && `${counted(summary.recreated, 'deleted investment')} brought back`,
      summary.stood > 0 &&
        `${counted(summary.stood, 'investment')} used that ${summary.stood === 1 ? 'was' : 'were'} there already`,
      summary.discarded > 0 &&
        `${counted(summary.discarded, 'deleted investment')} taken out of the scenario`,
      summary.doubles > 0 &&
        `${counted(summary.doubles, 'investment')} taken out of the scenario that it had twice`,
      summary.assumptions > 0 && `${madeDefault(summary.assumptions).replace(' your', ' made your')}`,
    ],
    summary.untouched > 0 &&
      `${summary.untouched} left as ${summary.untouched === 1 ? 'it was' : 'they were'}`,
  )
  return words || 'Your investments stay as they were'
}

/**
 * Changes of several holdings that are one decision: retiring ends salaries and begins a pension, and what a sale brings is spent in
 * its month. Nothing is kept of it: what belongs together is known by what it is and by its month.
 */
import { addMonths, isMonth, type Month } from '../calendar/month.ts'
import { defaultsOf } from '../instances/defaults.ts'
import type { InstanceKind, Scalar } from '../instances/types.ts'
import type { ScenarioRow } from '../merge/merge-copy.ts'
import type { Change } from './changes.ts'

/** One decision: a change, or several of as many holdings. */
export interface JointChange<Copy extends ScenarioRow = ScenarioRow> {
  /** That of its first part: the same as long as the scenario holds it. */
  readonly id: string
  readonly parts: readonly [Change<Copy>, ...Change<Copy>[]]
  /** How many of the parts, the first ones, make the decision; the others follow from it. */
  readonly leads: number
}

/** Ids of changes; what is no change of the scenario is passed over. */
export type SwitchedOff = Pick<ReadonlySet<string>, 'has'>

/** One part switched off switches the decision off. */
export function isSwitchedOff({ parts }: JointChange, off: SwitchedOff): boolean {
  return parts.some(({ id }) => off.has(id))
}

/** Whether it can have an effect on figures: nobody has to decide it first, and it is more than a name. */
export function isCounted({ parts }: JointChange): boolean {
  return parts.some(({ waitsFor, decision }) => waitsFor === null && decision !== 'name')
}

/** A month that a change sets; what is new comes in its first month. */
interface Moment {
  readonly field: string
  readonly kinds: readonly InstanceKind[]
  /** Of money in or out alone. */
  readonly direction?: 'income' | 'expense'
}

interface Turn {
  readonly leads: readonly Moment[]
  /** In the month of the leads, or in the next: what ends in May makes room for what begins in June. */
  readonly follows: readonly Moment[]
  /** Months of the same holding that come no more from the month of the lead on, and are taken away with it. */
  readonly takes?: readonly string[]
  /** The leads of one person and month are one decision; else each is its own. */
  readonly isOfPerson: boolean
}

const spent: readonly Moment[] = [
  { field: 'start_month', kinds: ['cash_flow'] },
  { field: 'end_month', kinds: ['cash_flow'], direction: 'expense' },
]

/** A change is a part of the first that applies. */
const turns: readonly Turn[] = [
  // Retiring, or working no longer.
  {
    leads: [{ field: 'end_month', kinds: ['cash_flow'], direction: 'income' }],
    follows: [
      ...spent,
      { field: 'withdrawal_start_month', kinds: ['portfolio', 'cash'] },
      { field: 'contribution_end_month', kinds: ['portfolio', 'cash'] },
      { field: 'access_month', kinds: ['portfolio'] },
    ],
    isOfPerson: true,
  },
  // Selling, and what is done with the proceeds.
  {
    leads: [{ field: 'sale_month', kinds: ['property', 'portfolio'] }],
    follows: [
      { field: 'loan_lump_sum_month', kinds: ['property'] },
      { field: 'lump_sum_month', kinds: ['loan'] },
      { field: 'start_month', kinds: ['property', 'portfolio', 'cash'] },
      ...spent,
    ],
    takes: ['loan_lump_sum_month', 'loan_refinance_month'],
    isOfPerson: false,
  },
  // Buying, and how it is paid.
  {
    leads: [{ field: 'start_month', kinds: ['property'] }],
    follows: [
      { field: 'start_month', kinds: ['loan'] },
      { field: 'loan_refinance_month', kinds: ['property'] },
      { field: 'refinance_month', kinds: ['loan'] },
      ...spent,
    ],
    isOfPerson: false,
  },
]

interface Found<Copy extends ScenarioRow> {
  readonly month: Month
  readonly owner: Scalar | null
  readonly parts: Change<Copy>[]
  readonly leads: number
}

/** The month in which a change is one of these moments; null where it is none. */
function monthOf({ copy, decision, fields, waitsFor }: Change, moments: readonly Moment[]): Month | null {
  if (!copy || waitsFor !== null) return null
  for (const { field, kinds, direction } of moments) {
    if (!kinds.includes(copy.kind)) continue
    if (direction !== undefined && heldValue(copy, 'direction') !== direction) continue
    const changed = fields.find((one) => one.field === `params.${field}` && !one.isUndecided)
    const month = decision === 'new' && field === 'start_month' ? heldValue(copy, field) : changed?.to
    if (typeof month === 'string' && isMonth(month)) return month
  }
  return null
}

function heldValue({ kind, params }: ScenarioRow, key: string): Scalar | null {
  return params[key] ?? defaultsOf(kind)[key] ?? null
}

const ownerOf = ({ copy }: Change) => copy && heldValue(copy, 'owner_share')

/** Every change once, in the order of the first part of each decision. What might belong to two decisions stands alone. */
export function jointChanges<Copy extends ScenarioRow>(
  changes: readonly Change<Copy>[],
): JointChange<Copy>[] {
  const joined = new Map<Change<Copy>, Found<Copy>>()
  for (const turn of turns) {
    const free = changes.filter((change) => !joined.has(change))
    for (const found of foundIn(turn, free))
      if (found.parts.length > 1) for (const part of found.parts) joined.set(part, found)
  }
  const told = new Set<Found<Copy>>()
  return changes.flatMap((change) => {
    const found = joined.get(change)
    if (found && told.has(found)) return []
    if (found) told.add(found)
    const [first = change, ...others] = found?.parts ?? [change]
    return [{ id: first.id, parts: [first, ...others] as const, leads: found?.leads ?? 1 }]
  })
}

function foundIn<Copy extends ScenarioRow>(turn: Turn, changes: readonly Change<Copy>[]): Found<Copy>[] {
  const groups = new Map<string, Found<Copy>>()
  const others: Change<Copy>[] = []
  for (const change of changes) {
    const month = monthOf(change, turn.leads)
    if (month === null) {
      others.push(change)
      continue
    }
    const owner = ownerOf(change)
    const key = turn.isOfPerson ? `${month} ${owner}` : change.id
    const before = groups.get(key)
    const parts = [...(before?.parts ?? []), change]
    groups.set(key, { month, owner, parts, leads: parts.length })
  }
  const all = [...groups.values()]
  for (const change of others) {
    const taking = all.find((found) => isTakenBy(found, change, turn))
    if (taking) {
      taking.parts.push(change)
      continue
    }
    const month = monthOf(change, turn.follows)
    if (month === null) continue
    const near = all.filter((found) => month === found.month || month === addMonths(found.month, 1))
    const theirs = turn.isOfPerson && near.length > 1 ? near.filter(isOf(change)) : near
    if (theirs.length === 1) theirs[0]?.parts.push(change)
  }
  return all
}

/** Whether a change only takes away what would have come to the same holding once that is over. */
function isTakenBy({ month, parts }: Found<ScenarioRow>, change: Change, { takes = [] }: Turn): boolean {
  const { copy, fields, waitsFor } = change
  if (!copy || waitsFor !== null || parts[0]?.copy?.id !== copy.id) return false
  return fields.some(
    ({ field, from, to, isUndecided }) =>
      takes.some((key) => field === `params.${key}`) &&
      to === null &&
      !isUndecided &&
      typeof from === 'string' &&
      from >= month,
  )
}

function isOf(change: Change) {
  const owner = ownerOf(change)
  return (found: { readonly owner: Scalar | null }) => found.owner === owner
}

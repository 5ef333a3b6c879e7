/** A row taken apart: what each holding contributes to it, for one side or for the difference of two. */
import type { Projection } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import { at, difference, householdValues, instanceValues, type Money, totals } from './series.ts'

/** The projection to show, and one to take away from it where the difference is asked for. */
export interface Side {
  readonly shown: Projection
  readonly less?: Projection
}

export interface Part {
  readonly key: string
  readonly label: string
  readonly values: Float64Array
}

/** Longer lists are cut in tables; the export holds everything. */
const shownParts = 100

/** The total of a side. */
export function sideTotals({ shown, less }: Side, row: Row, money: Money): Float64Array {
  const values = totals(shown, row, money)
  return less ? difference(values, totals(less, row, money)) : values
}

/** What of them is seen: all that is left out together is less than half a cent at any point. */
function withoutNothing(parts: readonly Part[]): Part[] {
  const least = 0.005 / parts.length
  return parts.filter((part) => part.values.some((amount) => Math.abs(amount) >= least))
}

/**
 * The holdings that have a part in this row, in the order of the plan, then the household account. They add up to the
 * total of the side.
 */
export function partsOf({ shown, less }: Side, row: Row, money: Money): Part[] {
  const holdings = new Map<string, Part>()
  // The same holding has the same id on both sides: see `carryOut`.
  for (const { id, name } of shown.instances)
    holdings.set(id, { key: id, label: name, values: instanceValues(shown, id, row, money) })
  if (less)
    for (const { id, name } of less.instances) {
      const values = instanceValues(less, id, row, money)
      const part = holdings.get(id)
      holdings.set(id, {
        key: id,
        label: part?.label ?? name,
        values: difference(part?.values ?? new Float64Array(values.length), values),
      })
    }
  const own = householdValues(shown, row, money)
  const household: Part = {
    key: 'household',
    label: 'Household account',
    values: less ? difference(own, householdValues(less, row, money)) : own,
  }
  return withoutNothing([...holdings.values(), household])
}

/** The first `limit` parts, and one that sums up the others. */
export function cutParts(parts: readonly Part[], limit = shownParts): Part[] {
  if (parts.length <= limit) return [...parts]
  const others = parts.slice(limit)
  const values = others
    .map((other) => other.values)
    .reduce((sum, next) => sum.map((amount, point) => amount + at(next, point)))
  return [...parts.slice(0, limit), { key: 'others', label: `${others.length} others together`, values }]
}

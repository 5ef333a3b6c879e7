import { useCallback, useEffect, useRef } from 'react'
import type { Conflict } from '#data/applications/decisions.ts'
import { isLater, type PlanRow } from '#data/shapes/plan.ts'
import type { Change } from '#domain/changes/changes.ts'
import { isProposed } from '#domain/merge/three-way.ts'
import type { Review } from './use-review.ts'

type Part = Pick<Change, 'copy' | 'decision' | 'fields' | 'waitsFor'>

/** Of a change whether it is applied; null where that cannot be said of it by itself. */
type Left = 'apply' | 'later' | 'partly' | null

/** Leaving changes of a scenario for later, the same as its cards do field by field. */
export interface Leaving {
  readonly leftOf: (parts: readonly Part[]) => Left
  readonly onLeave: (parts: readonly Part[], isLeft: boolean) => void
  readonly isDisabled: boolean
}

interface Found {
  readonly item: PlanRow
  /** Empty: it is the row as a whole. */
  readonly fields: readonly Conflict[]
}

/** What a plan has of a part of a change; null: nothing, or a question about the row as a whole. */
function found(rows: readonly PlanRow[], { copy, decision, fields, waitsFor }: Part): Found | null {
  const item = rows.find(({ rowId }) => rowId === copy?.id)
  if (!item || waitsFor === 'already_created' || waitsFor === 'source_deleted') return null
  if (decision === 'new') return { item, fields: [] }
  const proposed = item.fields.filter(
    (one) => isProposed(one) && fields.some(({ field }) => field === one.field),
  )
  return proposed.length === 0 ? null : { item, fields: proposed.map((field) => ({ item, field })) }
}

function isLeft({ decisions, isChosen }: Review, { item, fields }: Found): boolean {
  if (!isChosen(item.rowId)) return true
  return (
    fields.length > 0 && fields.every(({ field }) => isLater(decisions[item.rowId]?.[field.field]?.choice))
  )
}

function leave(review: Review, { item, fields }: Found, isIn: boolean): void {
  const { isChosen, setChosen, decide } = review
  if (fields.length === 0) {
    setChosen?.([item.rowId], isIn)
    return
  }
  if (isIn && !isChosen(item.rowId)) {
    // All of it was left: the rest of it still is.
    setChosen?.([item.rowId], true)
    for (const field of item.fields.filter(isProposed)) decide({ item, field }, { take: 'later' })
  }
  for (const field of fields) decide(field, isIn ? null : { take: 'later' })
}

export function useLeaving(review: Review): Leaving {
  const { rows } = review
  // Rows of a list remember their handlers; what these do is looked up when they are called.
  const latest = useRef(review)
  useEffect(() => {
    latest.current = review
  })
  const onLeave = useCallback((parts: readonly Part[], isLeft: boolean) => {
    for (const part of parts) {
      const one = found(latest.current.rows, part)
      if (one) leave(latest.current, one, !isLeft)
    }
  }, [])
  const leftOf = (parts: readonly Part[]): Left => {
    const all = parts.map((part) => found(rows, part))
    const known = all.filter((one) => one !== null)
    if (known.length < all.length) return null
    const left = known.filter((one) => isLeft(review, one)).length
    return left === 0 ? 'apply' : left === known.length ? 'later' : 'partly'
  }
  return { leftOf, onLeave, isDisabled: !review.canDecide || review.undecidable !== null }
}

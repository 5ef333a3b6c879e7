/** What an undo would do, in words. */
import { isTwinField, type PlanItem } from '#data/shapes/plan.ts'

type Undone = Pick<PlanItem, 'action' | 'after' | 'fields'>

/** What an undo does to a copy in the scenario; null for what it sets back in reality. */
export function describeUndoneCopy({ action, after, fields }: Undone): string | null {
  if (action === 'none' && fields.some(isTwinField))
    return after === null
      ? 'It is new in the scenario again. The next apply asks again whether it is the one that is there.'
      : 'The scenario works with the one that is there again.'
  if (action === 'create') return 'The copy comes back into the scenario.'
  if (action === 'discard') return 'The copy is removed from the scenario again.'
  return null
}

/** Nothing would be written and nothing is asked: the database refuses such an undo, so that it is not used up. */
export function hasNothingToUndo(items: readonly Undone[]): boolean {
  return items.every(
    ({ action, fields }) =>
      action === 'none' && !fields.some((field) => isTwinField(field) || field.outcome === 'conflict'),
  )
}

/** What an undo would do, in a sentence or two. `isRedo`: it undoes an undo. */
export function describeUndo(items: readonly Undone[], isRedo: boolean): string {
  if (items.length === 0)
    return `There is nothing to set back: what this changed was deleted since. Restore it first, and then ${isRedo ? 'apply this again' : 'undo this'}.`
  if (hasNothingToUndo(items))
    return `There is nothing to set back: your real investments are as they were ${isRedo ? 'after the apply' : 'before'}.`
  if (items.every((item) => describeUndoneCopy(item) !== null))
    return `Your real investments stay as they are. ${
      items.some(({ action }) => action === 'none')
        ? 'The scenario is set back to what it was.'
        : isRedo
          ? 'What the apply had removed from the scenario is removed again.'
          : 'What the apply had removed from the scenario comes back into it.'
    }`
  return isRedo
    ? 'This is what would be set as it was after the apply, all of it or nothing.'
    : 'This is what would be set back in your real investments, all of it or nothing. What the apply had added is archived, not deleted.'
}

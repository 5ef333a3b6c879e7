/** What an apply, an undo and the undo of an undo say, each in its own words. */
import { isOfInstance, isTwinField, type PlanField, type PlanItem } from '#data/shapes/plan.ts'
import type { Reviewed } from '#fields/side-labels.ts'

interface ReviewWords {
  /** "Decide, then apply." */
  readonly act: string
  readonly working: string
  readonly impossible: string
  readonly notDone: string
  readonly moved: string
  readonly inConflict: string
  readonly switchedOff: string
  readonly blocked: string
  /** What each side changed is right by itself, and cannot be at once. */
  readonly apart: string
  /** Behind what that is. */
  readonly mend: string
  readonly takeAll: string
  readonly take: string
  /** What became of a field in conflict since its first value. */
  readonly changed: string
  /** Behind "The investment was deleted". */
  readonly deleted: string
  readonly leaveDeleted: string
  readonly bringBack: string
  /** The values to show of a field, beside what will be. */
  readonly sides: readonly ('base' | 'current' | 'proposed')[]
  readonly after: string
}

const undo: ReviewWords = {
  act: 'undo this',
  working: 'Working out what would be set back',
  impossible: 'This cannot be undone',
  notDone: 'Nothing was undone',
  moved: 'Something moved again, so nothing was undone',
  inConflict: 'Some of it has changed since',
  switchedOff:
    'What has changed since would have to be decided, so it can be undone once that is back. Nothing is lost until then.',
  blocked: 'Deciding is switched off, so this has to wait.',
  apart: 'What would be set back does not go with what has changed since',
  mend: 'Change that in the investment first.',
  takeAll: 'Set all back',
  take: 'Set back to',
  changed: 'It has changed since.',
  deleted: ' since',
  leaveDeleted: 'Leave it deleted',
  bringBack: 'Bring it back, as it was before',
  sides: ['current'],
  after: 'After undoing',
}

export const reviewWords: Readonly<Record<Reviewed, ReviewWords>> = {
  apply: {
    act: 'apply',
    working: 'Working out what applying would do',
    impossible: 'What applying would do could not be worked out',
    notDone: 'Nothing was applied',
    moved: 'Reality moved again, so nothing was applied',
    inConflict: 'Reality changed where your scenario did too',
    switchedOff:
      'Leave the investments with a conflict for later to apply the others; nothing of your scenario is lost.',
    blocked: 'Leave what is in conflict for later to apply the rest.',
    apart: 'What reality and the scenario changed does not go together',
    mend: 'Change that in the scenario or in the investment itself, or leave it for later.',
    takeAll: 'Take all proposed',
    take: 'Take proposed',
    changed: 'Both reality and the scenario changed it since.',
    deleted: ', and you changed its copy',
    leaveDeleted: 'Leave it deleted, and drop it from the scenario',
    bringBack: 'Bring it back, as the scenario proposes',
    sides: ['base', 'current', 'proposed'],
    after: 'After applying',
  },
  undo,
  redo: {
    ...undo,
    act: 'apply this again',
    impossible: 'This cannot be applied again',
    notDone: 'Nothing was applied again',
    moved: 'Something moved again, so nothing was applied again',
    switchedOff: undo.switchedOff.replace('undone', 'applied again'),
    bringBack: 'Bring it back, as it was afterwards',
    after: 'After applying again',
  },
}

/** What a field will hold, by what became of it. */
export function resultLabel(outcome: PlanField['outcome'], of: Reviewed): string {
  if (outcome === 'unchanged') return 'Stays as it is'
  if (outcome === 'current_only') return 'Stays as it is now'
  return outcome === 'same_change' ? 'Already so' : reviewWords[of].after
}

type Undone = Pick<PlanItem, 'action' | 'after' | 'fields' | 'kind'>

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

/** What an undo would do, in a sentence or two. */
export function describeUndo(items: readonly Undone[], of: Reviewed): string {
  const isRedo = of === 'redo'
  if (items.length === 0)
    return `There is nothing to set back: what this changed was deleted since. Restore it first, and then ${isRedo ? 'apply this again' : 'undo this'}.`
  if (hasNothingToUndo(items))
    return `There is nothing to set back: your real investments are as they were ${isRedo ? 'afterwards' : 'before'}.`
  if (items.every((item) => describeUndoneCopy(item) !== null))
    return `Your real investments stay as they are. ${
      items.some(({ action }) => action === 'none')
        ? 'The scenario is set back to what it was.'
        : isRedo
          ? 'What the apply had removed from the scenario is removed again.'
          : 'What the apply had removed from the scenario comes back into it.'
    }`
  if (!items.some(isOfInstance))
    return isRedo
      ? 'This is what would be made your defaults again.'
      : 'These assumptions would be your defaults again; what the scenario assumes stays in it.'
  return isRedo
    ? 'This is what would be set as it was afterwards, all of it or nothing.'
    : 'This is what would be set back in your real investments, all of it or nothing. What had been added is archived, not deleted.'
}

/**
 * Actions: something to try in a scenario that people have a word for, such as paying a loan off faster. A few questions in plain
 * words, and what the answers write: fields of holdings, new holdings, assumptions, all of which the forms could write too.
 *
 * To add one: name it in `action-names.ts`, define it in a file beside this one as an `Action`, and list it in `actions.ts`. Its
 * questions are fields as the catalogue has them (`asked` takes one and says it in other words), so that reading, limits and units are
 * those of the forms; its page, the preview and the writing follow, and so do the laws of `actions.laws.test.ts`, which try whatever
 * its form accepts. What the engine would have to say beside the figures of the whole is given its place by
 * `src/features/actions/action-figures.tsx`.
 */
import { isOver } from '../instances/stated-month.ts'
import type { FieldDefinition, Params } from '../instances/types.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'
import type { Edits } from './edits.ts'

/** What is asked, and what follows from the answers. */
export interface Asked {
  /** In the order of the form; keys are one's own, or those of the fields that are written, without the prefix of a loan's. */
  readonly questions: readonly FieldDefinition[]
  /** Keys of questions that can wait under “More”. */
  readonly more?: readonly string[]
  /** What the form begins with: something sensible, from what is there. */
  readonly beginnings: Params
  /** Where a field that is written stands in the form, by its key; without it, at the question of the same key, or else at the first. */
  readonly questionOf?: Readonly<Record<string, string>>
  /** Why it cannot be done to this holding, whatever is answered, and what to do first. */
  readonly refusal?: string
  /** Takes answers that each fit their question; an unanswered one is missing. */
  readonly edits: (answers: Params) => Edits
}

/** Done to one holding. */
export interface HoldingAction {
  readonly of: {
    /** Asked where there are several. */
    readonly question: string
    /** Said where there is none. */
    readonly none: string
    /** What of the holding it is about, in money: the largest is offered first. Not above zero: it cannot be done to this one. */
    readonly sizeOf: (holding: PlanInstance) => number
  }
  /** `plan` is the scenario as it is proposed, with all of reality that it does not copy; `holding` is one of it. */
  readonly ask: (plan: Plan, holding: PlanInstance) => Asked
}

/** Done to the household as a whole. */
interface HouseholdAction {
  readonly of: null
  /** Why it cannot be done, or null. */
  readonly whyNot?: (plan: Plan) => string | null
  readonly ask: (plan: Plan) => Asked
}

export type Action = HoldingAction | HouseholdAction

/** The holdings that an action can be done to, the largest first: none that is sold or has ended already. */
export function holdingsFor({ of }: Action, { instances, startMonth }: Plan): readonly PlanInstance[] {
  if (of === null) return []
  return instances
    .filter((holding) => of.sizeOf(holding) > 0 && !isOver(holding.params, startMonth))
    .toSorted((a, b) => of.sizeOf(b) - of.sizeOf(a))
}

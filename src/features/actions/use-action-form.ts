/** What is being answered to an action, and what follows from it. */
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { type Action, type Asked, holdingsFor } from '#domain/actions/action.ts'
import { problemsOfAnswers } from '#domain/actions/check-answers.ts'
import { edits, hasEdits } from '#domain/actions/edits.ts'
import type { Params, Scalar } from '#domain/instances/types.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { useDrafts } from '#fields/use-drafts.ts'

/** In milliseconds: what answers write can take plays of the plan, and what is said of them is said aloud. */
const pause = 200

const nothingProposed = 'So far this changes nothing.'

function askedBy(action: Action, plan: Plan, lineageId: string | null) {
  if (action.of === null) return { holding: null, asked: action.ask(plan) }
  const candidates = holdingsFor(action, plan)
  const holding = candidates.find((one) => one.lineageId === lineageId) ?? candidates[0]
  return holding ? { holding, asked: action.ask(plan, holding) } : null
}

const nothingAsked: Asked = { questions: [], beginnings: {}, edits: () => edits({}) }

interface Answered {
  readonly asked: Asked
  readonly plan: Plan
  /** Null while one of them does not fit its question. */
  readonly answers: Params | null
}

/** What answers write, and what is wrong with that, by the key of the question. */
function judged({ asked, plan, answers }: Answered) {
  if (!answers) return { proposed: null, problems: {} }
  const proposed = asked.edits(answers)
  const crossed = problemsOfAnswers(asked, answers, plan, proposed)
  if (asked.refusal !== undefined) return { proposed: null, problems: crossed }
  const [first] = asked.questions
  const problems: Readonly<Record<string, string>> =
    first && !hasEdits(proposed) ? { ...crossed, [first.key]: nothingProposed } : crossed
  return { proposed, problems }
}

/** `lineageId` is of what the action is done to in the beginning; null: whichever comes first. */
export function useActionForm(action: Action, plan: Plan, lineageId: string | null) {
  const [chosen, setChosen] = useState(lineageId)
  const about = useMemo(() => askedBy(action, plan, chosen), [action, plan, chosen])
  const asked = about?.asked ?? nothingAsked
  const form = useDrafts({ fields: asked.questions, initial: asked.beginnings })
  const answers = Object.keys(form.problems).length === 0 ? form.values : null
  const typed = useMemo((): Answered => ({ asked, plan, answers }), [asked, plan, answers])
  const [settled] = useDebouncedValue(typed, pause)
  const isTyping = answers && settled.answers && settled.asked === asked && settled.plan === plan
  const still = isTyping ? settled : typed
  const { proposed, problems: crossed } = useMemo(() => judged(still), [still])
  const problems = { ...form.problems, ...crossed }

  /** Answers that are no longer what the form began with. */
  const changed = (): Readonly<Record<string, Scalar>> =>
    Object.fromEntries(Object.entries(form.values).filter(([key, value]) => form.stored[key] !== value))

  return {
    ...asked,
    holding: about?.holding ?? null,
    form,
    /** What is written, once typing has paused; null while the answers cannot be. */
    proposed,
    /** What the answers write as they stand at this moment. */
    proposedNow: () => (still === typed ? proposed : judged(typed).proposed),
    isDirty: [...new Set([...Object.keys(form.values), ...Object.keys(form.stored)])].some(
      (key) => form.values[key] !== form.stored[key],
    ),
    /** Why it cannot be done as it is answered, or null. */
    problem: Object.values(problems)[0] ?? null,
    validate: () => {
      const found = still === typed ? problems : { ...form.problems, ...judged(typed).problems }
      form.validate()
      form.refuse(found)
      return Object.keys(found)
    },
    /** The same answers about another holding, where they have been given. */
    choose: (other: string) => {
      const next = askedBy(action, plan, other)
      setChosen(other)
      if (next) form.begin(next.asked.beginnings, { ...next.asked.beginnings, ...changed() } as Params)
    },
  }
}

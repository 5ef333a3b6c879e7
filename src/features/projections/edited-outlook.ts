/** What a plan that is being edited comes to: from few futures while one types, from all of them once the keys are still. */
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Outlooks, onCommonNumbers, outlooksOf } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { pathsOf } from '#domain/projection/simulation/simulate.ts'
import { endsQuery, type Urgency } from './ends-query.ts'

/** In milliseconds: longer than between two keys of a word. */
const pause = 350

/** Paths times instances that two workers play through while somebody waits for the answer to a key. */
const soonest = { work: 15_000, fewest: 100, most: 1_000 }

interface EditedPlans {
  readonly scenario: Plan
  readonly reality: Plan
}

const shortened = new WeakMap<Plan, Map<number, Plan>>()

/** The plan with at most so many futures. One that stays is one plan at every key, whose key is not made anew. */
function withFutures(plan: Plan, count: number): Plan {
  if (count >= pathsOf(plan)) return plan
  const known = shortened.get(plan) ?? new Map<number, Plan>()
  shortened.set(plan, known)
  const short = known.get(count) ?? { ...plan, assumptions: { ...plan.assumptions, paths: count } }
  known.set(count, short)
  return short
}

/** As many of both plans' own futures as can be known at once, the same of both. */
export function firstFutures<Plans extends EditedPlans>(plans: Plans): EditedPlans {
  const { work, fewest, most } = soonest
  const instances = Math.max(1, plans.scenario.instances.length, plans.reality.instances.length)
  const count = Math.min(most, Math.max(fewest, Math.floor(work / instances)))
  return { scenario: withFutures(plans.scenario, count), reality: withFutures(plans.reality, count) }
}

function useOutlooksOf(plans: EditedPlans | undefined, urgency: Urgency) {
  const own = useQuery(endsQuery(plans?.scenario, urgency))
  const alike = useMemo(() => plans && onCommonNumbers(plans.reality, plans.scenario), [plans])
  const common = useQuery(endsQuery(alike, urgency))
  const real = useQuery(endsQuery(plans?.reality, urgency))
  const data = useMemo(
    () =>
      own.data && common.data && real.data
        ? outlooksOf(real.data, [{ own: own.data, common: common.data }])
        : undefined,
    [own.data, common.data, real.data],
  )
  return { data, error: own.error ?? common.error ?? real.error }
}

interface EditedOutlook<Plans> {
  /** What the figures are of; another than asked for while that is worked out. */
  readonly plans: Plans
  readonly outlooks: Outlooks
  /** From fewer futures than the plan asks for: more are on their way. */
  readonly isProvisional: boolean
}

/** The newest figures that there are; those before stay until then. */
export function useEditedOutlook<Plans extends EditedPlans>(plans: Plans | undefined) {
  const few = useMemo(() => plans && firstFutures(plans), [plans])
  const soon = useOutlooksOf(few, 'first')
  const [still] = useDebouncedValue(plans, pause)
  const isWhole = few?.scenario === plans?.scenario && few?.reality === plans?.reality
  const whole = useOutlooksOf(!isWhole && still === plans ? plans : undefined, 'leavesRoom')
  const outlooks = whole.data ?? soon.data
  const [shown, setShown] = useState<EditedOutlook<Plans> | null>(null)
  if (plans && outlooks && (outlooks !== shown?.outlooks || plans !== shown.plans))
    setShown({ plans, outlooks, isProvisional: !isWhole && whole.data === undefined })
  return {
    shown,
    isRunning: plans !== undefined && shown?.plans !== plans,
    error: soon.error ?? whole.error,
  }
}

/** What rules of law that begin during a projection do to it. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { rulesFor } from '#domain/tax/year-of-law.ts'
import type { Plan } from '../plan.ts'

export interface LawChange {
  /** The month in which the first of them begins. */
  readonly from: Month
  /** What is assumed where they leave something open, as ends of a sentence. */
  readonly assumes: readonly string[]
  /** Whether the plan follows them. */
  readonly isFollowed: boolean
  readonly applied: Plan
  readonly ignored: Plan
}

/** The plan with and without the rules that begin after its first month; null where there are none. */
export function lawChangeOf(plan: Plan): LawChange | null {
  const resolved = resolveAssumptions(plan.assumptions)
  const end = addMonths(plan.startMonth, 12 * Number(resolved.horizon_years))
  const coming = rulesFor({ ...resolved, law_changes: 'apply' }, plan.startMonth).filter(
    ({ from }) => from > plan.startMonth && from < end,
  )
  const [from] = coming.map((rule) => rule.from).sort()
  if (from === undefined) return null
  const under = (law_changes: string): Plan => ({
    ...plan,
    assumptions: { ...plan.assumptions, law_changes },
  })
  return {
    from,
    assumes: coming.flatMap(({ assumes }) => assumes ?? []),
    isFollowed: resolved.law_changes !== 'ignore',
    applied: under('apply'),
    ignored: under('ignore'),
  }
}

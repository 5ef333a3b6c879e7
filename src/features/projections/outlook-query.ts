import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Outlook, type Outlooks, scaledOutlook } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { outlooksInWorkers } from '#workers/comparison-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'
import { keptEnds } from './ends-query.ts'
import { at, type Money } from './series.ts'

/** Where reality and scenarios end in simulated futures: the headline on every screen that has one. */
export function outlooksQuery(reality: Plan, scenarios: readonly Plan[]) {
  return queryOptions<Outlooks>({
    queryKey: ['outlooks', planKey(reality), ...scenarios.map(planKey)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'outlooks')
      return outlooksInWorkers(reality, scenarios, {
        signal,
        endsOf: (plan, wanted) => keptEnds(client, plan, wanted),
      })
    },
    // While an edited plan is played through, the figures before stay on screen.
    placeholderData: (previous: Outlooks | undefined) =>
      previous?.scenarios.length === scenarios.length ? previous : undefined,
    ...computed,
  })
}

/** What is known of a figure over all futures: itself, or why there is none. */
export type OutlookState = Outlook | 'running' | 'failed'

/** The headlines of reality and of a scenario beside it, if there is one, in the money of the screen. */
export function useOutlook(reality: Plan, scenario: Plan | undefined, projection: Projection, money: Money) {
  const { data, error } = useQuery(outlooksQuery(reality, scenario ? [scenario] : []))
  const missing = error ? 'failed' : 'running'
  const factor = moneyFactor(projection, money)
  const [compared] = data?.scenarios ?? []
  const stateOf = (outlook: Outlook | undefined): OutlookState =>
    outlook ? scaledOutlook(outlook, factor) : missing
  return {
    reality: stateOf(data?.reality),
    realShortfall: data?.realShortfall,
    realGoal: data?.realRisk.goal,
    scenario: stateOf(compared?.outlook),
    shortfall: compared?.shortfall,
    goal: compared?.risk.goal,
    difference: stateOf(compared?.difference),
    chanceAhead: compared?.chanceAhead ?? missing,
  } as const
}

/** What an amount at the end in today's money is multiplied with. */
export function moneyFactor({ priceLevels, years }: Projection, money: Money): number {
  return money === 'today' ? 1 : at(priceLevels, years)
}

import { useMemo, useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { currentMonth, type Month } from '#domain/calendar/month.ts'
import { holdingOf } from '#domain/merge/carry-out.ts'
import { type HoldingState, standingAt } from '#domain/projection/holding-states.ts'

export interface WorthNow {
  readonly today: Month
  /** Amounts older than so many months are old. */
  readonly staleAfter: number
  /** Where each instance stands now, by its id: as a projection from this month begins. */
  readonly states: ReadonlyMap<string, HoldingState>
  /** The household account. */
  readonly household: number
}

/** Throws a `PlanError` for values that neither the forms nor the database would have taken. */
export function useWorthNow(instances: readonly Instance[]): WorthNow {
  const [today] = useState(() => currentMonth(new Date()))
  const { assumptions, staleAfter } = usePreferences()
  return useMemo(() => {
    const { states, household } = standingAt(
      instances.map((row) => holdingOf(row, row)),
      assumptions,
      today,
    )
    const byId = new Map<string, HoldingState>()
    states.forEach((state, index) => {
      const id = instances[index]?.id
      if (id) byId.set(id, state)
    })
    return { today, staleAfter, states: byId, household }
  }, [instances, assumptions, staleAfter, today])
}

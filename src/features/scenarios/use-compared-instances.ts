import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { byName } from '#lib/by-name.ts'
import { useFormat } from '#ui/format.ts'
import { type ComparedCopy, compareAll } from './differences.ts'

interface ComparedInstances {
  /** Undefined until both sides are there. */
  compared: readonly ComparedCopy<ScenarioInstance>[] | undefined
  error: unknown
  isFetching: boolean
  refetch: () => void
}

/** What is in a scenario, each beside its source in reality. */
export function useComparedInstances(scenarioId: string): ComparedInstances {
  const copies = useQuery(scenarioInstancesQuery(scenarioId))
  const reality = useQuery(instancesQuery)
  const { locale } = useFormat()
  const compared = useMemo(
    () => copies.data && reality.data && compareAll([...copies.data].sort(byName(locale)), reality.data),
    [copies.data, reality.data, locale],
  )
  return {
    compared,
    error: copies.error ?? reality.error,
    isFetching: copies.isFetching || reality.isFetching,
    refetch: () => void Promise.all([copies.refetch(), reality.refetch()]),
  }
}

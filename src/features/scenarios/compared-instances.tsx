import type { ReactNode } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import type { ComparedCopy } from './differences.ts'
import { useComparedInstances } from './use-compared-instances.ts'

interface ComparedInstancesProps {
  scenarioId: string
  children: (compared: readonly ComparedCopy<ScenarioInstance>[]) => ReactNode
}

/** Shows what depends on the scenario's instances once they are there; before, and instead, what holds them up. */
export function ComparedInstances({ scenarioId, children }: ComparedInstancesProps) {
  const { compared, ...query } = useComparedInstances(scenarioId)
  return (
    <Loaded
      query={{ ...query, data: compared }}
      failed="The investments of this scenario could not be loaded"
      loading={<LoadingState label="Loading the investments of this scenario" />}
    >
      {children}
    </Loaded>
  )
}

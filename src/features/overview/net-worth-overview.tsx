import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { OverviewEmpty } from './overview-empty.tsx'
import { ScenarioInvitation } from './scenario-invitation.tsx'

interface NetWorthOverviewProps {
  /** Fills an empty account with an example. */
  sampleButton: ReactNode
  renderReality: () => ReactNode
  renderBeside: (scenarioId: string) => ReactNode
}

/** Decides what the first page shows: how to begin, reality alone, or reality beside the primary scenario. */
export function NetWorthOverview({ sampleButton, renderReality, renderBeside }: NetWorthOverviewProps) {
  const instances = useQuery(instancesQuery)
  const scenariosFlag = useFeatureFlag('feature:scenarios')
  const scenarios = useQuery(scenariosQuery)
  const loading = <LoadingState label="Loading your net worth" />
  return (
    <Loaded query={instances} failed="Your investments could not be loaded" loading={loading}>
      {(owned) => {
        if (scenarios.isPending) return loading
        const current = scenarios.data?.filter((scenario) => scenario.status !== 'archived') ?? []
        const primary = current.find((scenario) => scenario.is_primary)
        if (primary) return renderBeside(primary.id)
        if (owned.length === 0) return <OverviewEmpty sampleButton={sampleButton} />
        return (
          <>
            {scenariosFlag.enabled && scenarios.data && (
              <ScenarioInvitation hasScenarios={current.length > 0} />
            )}
            {renderReality()}
          </>
        )
      }}
    </Loaded>
  )
}

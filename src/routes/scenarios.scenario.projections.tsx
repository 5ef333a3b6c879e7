import { ScenarioProjection } from '#features/projections/scenario-projection.tsx'
import { SwitchedOffBar } from '#features/projections/switched-off-bar.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'
import { useScenarioEvents } from '#features/scenarios/use-scenario-events.ts'
import { DownloadTable } from '#features/transfer/download-table.tsx'

export function Component() {
  const scenario = useScenarioInView()
  const { holdingPath } = useScenarioEvents(scenario.id)
  return (
    <>
      <ScenarioProjection
        key={scenario.id}
        scenarioId={scenario.id}
        holdingPath={holdingPath}
        renderDownload={(table) => <DownloadTable {...table} />}
      />
      <SwitchedOffBar scenario={scenario} />
    </>
  )
}

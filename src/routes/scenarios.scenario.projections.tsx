import { ScenarioProjection } from '#features/projections/scenario-projection.tsx'
import { SwitchedOffBar } from '#features/projections/switched-off-bar.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'
import { DownloadTable } from '#features/transfer/download-table.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <>
      <ScenarioProjection
        key={scenario.id}
        scenarioId={scenario.id}
        renderDownload={(table) => <DownloadTable {...table} />}
      />
      <SwitchedOffBar scenario={scenario} />
    </>
  )
}

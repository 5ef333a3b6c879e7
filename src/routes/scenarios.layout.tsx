import { Outlet, useParams } from 'react-router-dom'
import { ScenariosProvider } from '#features/scenarios/scenarios-context.tsx'
import { ScenariosGate } from '#features/scenarios/scenarios-gate.tsx'
import { useExportScenario } from '#features/transfer/export-documents.ts'

/** Around every page of the feature: whether it is on, and what can be done. */
export function Component() {
  const { scenarioId } = useParams()
  const exportScenario = useExportScenario()
  return (
    <ScenariosGate title="Scenarios">
      <ScenariosProvider scenarioId={scenarioId} onExport={exportScenario}>
        <Outlet />
      </ScenariosProvider>
    </ScenariosGate>
  )
}

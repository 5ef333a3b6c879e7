import { Outlet, useParams } from 'react-router-dom'
import { ScenarioHoldings } from '#editing/holdings-in-view.tsx'
import { LoadedScenario } from '#features/scenarios/loaded-scenario.tsx'

/** Around the pages of one scenario: they are shown once it is there. */
export function Component() {
  const { scenarioId = '' } = useParams()
  return (
    <LoadedScenario scenarioId={scenarioId}>
      {() => (
        <ScenarioHoldings scenarioId={scenarioId}>
          <Outlet />
        </ScenarioHoldings>
      )}
    </LoadedScenario>
  )
}

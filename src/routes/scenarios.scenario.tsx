import { Outlet, useParams } from 'react-router-dom'
import { LoadedScenario } from '#features/scenarios/loaded-scenario.tsx'

/** Around the pages of one scenario: they are shown once it is there. */
export function Component() {
  const { scenarioId = '' } = useParams()
  return <LoadedScenario scenarioId={scenarioId}>{() => <Outlet />}</LoadedScenario>
}

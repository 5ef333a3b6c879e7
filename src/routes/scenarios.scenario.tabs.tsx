import { Outlet } from 'react-router-dom'
import { ScenarioFrame } from '#features/scenarios/scenario-frame.tsx'

/** Around the tabs of one scenario: its heading stays while they change. */
export function Component() {
  return (
    <ScenarioFrame>
      <Outlet />
    </ScenarioFrame>
  )
}

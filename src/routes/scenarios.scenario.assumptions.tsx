import { ScenarioAssumptions } from '#features/scenarios/scenario-assumptions.tsx'

export function Component() {
  return <ScenarioAssumptions />
}

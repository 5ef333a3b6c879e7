import { TypedAssumptionsEffect } from '#features/projections/typed-effect.tsx'
import { ScenarioAssumptions } from '#features/scenarios/scenario-assumptions.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const { id } = useScenarioInView()
  return (
    <ScenarioAssumptions renderEffect={(typed) => <TypedAssumptionsEffect scenarioId={id} typed={typed} />} />
  )
}

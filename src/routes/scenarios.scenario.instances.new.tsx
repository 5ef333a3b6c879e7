import { NewInstanceEffect } from '#features/projections/typed-effect.tsx'
import { NewScenarioInstancePage } from '#features/scenarios/new-scenario-instance-page.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const { id } = useScenarioInView()
  return (
    <NewScenarioInstancePage
      renderEffect={(kind, typed, below) => (
        <NewInstanceEffect scenarioId={id} kind={kind} typed={typed} below={below} />
      )}
    />
  )
}

import { useParams } from 'react-router-dom'
import { TypedInstanceEffect } from '#features/projections/typed-effect.tsx'
import { ScenarioInstancePage } from '#features/scenarios/scenario-instance-page.tsx'

export function Component() {
  const { scenarioInstanceId = '' } = useParams()
  return (
    <ScenarioInstancePage
      key={scenarioInstanceId}
      scenarioInstanceId={scenarioInstanceId}
      renderEffect={(row, typed, below) => (
        <TypedInstanceEffect scenarioId={row.scenario_id} row={row} typed={typed} below={below} />
      )}
    />
  )
}

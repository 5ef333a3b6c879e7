import { useParams } from 'react-router-dom'
import { ScenarioInstancePage } from '#features/scenarios/scenario-instance-page.tsx'

export function Component() {
  const { scenarioInstanceId = '' } = useParams()
  return <ScenarioInstancePage key={scenarioInstanceId} scenarioInstanceId={scenarioInstanceId} />
}

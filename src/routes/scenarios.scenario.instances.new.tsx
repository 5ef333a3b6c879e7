import { NewScenarioInstancePage } from '#features/scenarios/new-scenario-instance-page.tsx'

export function Component() {
  return <NewScenarioInstancePage />
}

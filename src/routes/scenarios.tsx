import { ScenarioFigure } from '#features/projections/scenario-figure.tsx'
import { ScenariosPage } from '#features/scenarios/scenarios-page.tsx'

export function Component() {
  return <ScenariosPage renderFigure={(scenario) => <ScenarioFigure scenario={scenario} />} />
}

import { SampleRest } from '#features/instances/sample-rest.tsx'
import { ScenarioFigure } from '#features/projections/scenario-figure.tsx'
import { ScenarioRanking } from '#features/projections/scenario-ranking.tsx'
import { ScenariosPage } from '#features/scenarios/scenarios-page.tsx'

export function Component() {
  return (
    <ScenariosPage
      notice={<SampleRest />}
      renderFigure={(scenario) => <ScenarioFigure scenario={scenario} />}
      renderRanked={(scenarios, show) => <ScenarioRanking scenarios={scenarios}>{show}</ScenarioRanking>}
    />
  )
}

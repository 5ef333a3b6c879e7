import { LoadSampleButton } from '#features/instances/load-sample-button.tsx'
import { NetWorthOverview } from '#features/overview/net-worth-overview.tsx'
import { RealityBesideScenario, RealityOutlook } from '#features/projections/portfolio-outlook.tsx'
import { SinceConfirmed } from '#features/projections/since-confirmed.tsx'
import { ScenariosKept } from '#features/scenarios/scenarios-kept.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page title="Overview" description="Your net worth now, and what it could become.">
      <ScenariosKept />
      <SinceConfirmed />
      <NetWorthOverview
        sampleButton={<LoadSampleButton />}
        renderReality={() => <RealityOutlook />}
        renderBeside={(scenarioId) => <RealityBesideScenario key={scenarioId} scenarioId={scenarioId} />}
      />
    </Page>
  )
}

import { LoadSampleButton } from '#features/instances/load-sample-button.tsx'
import { SampleRest } from '#features/instances/sample-rest.tsx'
import { StaleNotice } from '#features/instances/stale-notice.tsx'
import { NetWorthOverview } from '#features/overview/net-worth-overview.tsx'
import type { Download } from '#features/projections/csv.ts'
import { KeepMissedProjection, KeepProjection } from '#features/projections/keep-projection.tsx'
import { PlanAndActual } from '#features/projections/plan-and-actual.tsx'
import { RealityBesideScenario, RealityOutlook } from '#features/projections/portfolio-outlook.tsx'
import { SinceConfirmed } from '#features/projections/since-confirmed.tsx'
import { ScenariosKept } from '#features/scenarios/scenarios-kept.tsx'
import { DownloadTable } from '#features/transfer/download-table.tsx'
import { Page } from '#ui/page.tsx'

const offer = (table: Download) => <DownloadTable {...table} />

export function Component() {
  return (
    <Page title="Overview" description="Your net worth now, and what it could become.">
      <ScenariosKept />
      <SampleRest />
      <SinceConfirmed />
      <StaleNotice />
      <NetWorthOverview
        sampleButton={<LoadSampleButton />}
        renderReality={() => <RealityOutlook renderDownload={offer} />}
        renderBeside={(scenarioId) => (
          <RealityBesideScenario key={scenarioId} scenarioId={scenarioId} renderDownload={offer} />
        )}
      />
      <PlanAndActual />
      <KeepProjection applicationId={null} />
      <KeepMissedProjection />
    </Page>
  )
}

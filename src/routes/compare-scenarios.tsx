import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { ScenarioComparison } from '#features/projections/scenario-comparison.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page title="Compare scenarios" description="Any number of scenarios side by side, and beside reality.">
      <RealHoldings>
        <ScenarioComparison />
      </RealHoldings>
    </Page>
  )
}

import { useSearchParams } from 'react-router-dom'
import { ScenarioComparison } from '#features/projections/scenario-comparison.tsx'
import { Page } from '#ui/page.tsx'

/** The scenarios compared are in the address, as `?ids=a,b`; an address without ids becomes that of the newest. */
export function Component() {
  const [parameters, setParameters] = useSearchParams()
  const ids = parameters.get('ids')
  const scenarioIds = ids === null ? null : ids.split(',').filter(Boolean)
  const setScenarioIds = (next: string[]) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        after.set('ids', next.join(','))
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Page title="Compare scenarios" description="Any number of scenarios side by side, and beside reality.">
      <ScenarioComparison scenarioIds={scenarioIds} onChange={setScenarioIds} />
    </Page>
  )
}

import { useSearchParams } from 'react-router-dom'
import { ScenarioComparison } from '#features/projections/scenario-comparison.tsx'
import { Page } from '#ui/page.tsx'

/** The scenarios compared are in the address, as `?ids=a,b`; an address without ids becomes that of the newest. */
export function Component() {
  const [parameters, setParameters] = useSearchParams()
  const ids = parameters.get('ids')
  const scenarioIds = ids === null ? null : ids.split(',').filter(Boolean)
  const searchFor = (next: readonly string[]) => {
    const after = new URLSearchParams(parameters)
    after.set('ids', next.join(','))
    return after.toString()
  }
  return (
    <Page title="Compare scenarios" description="Any number of scenarios side by side, and beside reality.">
      <ScenarioComparison
        scenarioIds={scenarioIds}
        searchFor={searchFor}
        onChange={(next) => setParameters(searchFor(next), { replace: true, preventScrollReset: true })}
      />
    </Page>
  )
}

import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { ScenarioComparison } from '#features/projections/scenario-comparison.tsx'
import { useComparedQuestion } from '#features/projections/use-compared-question.ts'
import { Page } from '#ui/page.tsx'

export function Component() {
  const question = useComparedQuestion()
  return (
    <Page
      title={question ?? 'Compare scenarios'}
      description="Up to six scenarios beside reality and beside each other: what each comes to, and how sure that is."
    >
      <RealHoldings>
        <ScenarioComparison />
      </RealHoldings>
    </Page>
  )
}

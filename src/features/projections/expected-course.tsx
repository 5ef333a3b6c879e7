import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { ComparisonChart, scenarioAndReality } from './comparison-chart.tsx'
import type { Download } from './csv.ts'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { ProjectionTable } from './projection-table.tsx'
import type { ProjectionView } from './use-projection-view.ts'
import { YieldTable } from './yield-table.tsx'

interface ExpectedCourseProps {
  scenario: Scenario
  plans: { scenario: Plan; reality: Plan }
  projection: Projection
  reality: Projection
  view: ProjectionView
  onShowTax: (year: number) => void
  renderDownload: (table: Download) => ReactNode
}

/** The one course at the mean of every rate: key figures, chart and table, beside reality. */
export function ExpectedCourse(props: ExpectedCourseProps) {
  const { scenario, plans, projection, reality, onShowTax, renderDownload } = props
  const { row, money } = props.view
  return (
    <Stack gap="md">
      <KeyFigureCards plans={plans} projection={projection} reality={reality} money={money} />
      <ComparisonChart
        sides={scenarioAndReality(scenario.name, projection, reality)}
        row={row}
        money={money}
      />
      <YieldTable
        title="Loans, yields and returns"
        plan={plans.scenario}
        reality={plans.reality}
        endMonth={endMonthOf(projection, projection.years)}
      />
      <ProjectionTable
        label={scenario.name}
        projection={projection}
        reality={reality}
        money={money}
        plans={{ shown: plans.scenario, reality: plans.reality }}
        onShowTax={onShowTax}
        renderDownload={renderDownload}
      />
    </Stack>
  )
}

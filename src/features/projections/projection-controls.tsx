import { Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { type ChartRow, chartRows, measureOf } from './measures.ts'
import type { Scope } from './plans.ts'
import classes from './projections.module.css'
import type { Money } from './series.ts'
import type { ProjectionView } from './use-projection-view.ts'

interface ProjectionControlsProps {
  view: ProjectionView
  onChange: (change: Partial<ProjectionView>) => void
  /** Only a scenario has two ways to be laid beside reality. */
  hasScope?: boolean
}

export function ProjectionControls({ view, onChange, hasScope = false }: ProjectionControlsProps) {
  return (
    <Group gap="sm" className="no-print">
      {view.kind !== 'sensitivity' && view.kind !== 'tax' && (
        <SegmentedControl
          size="sm"
          aria-label="Money"
          value={view.money}
          onChange={(money) => onChange({ money: money as Money })}
          data={[
            { value: 'today', label: 'Today’s money' },
            { value: 'future', label: 'Future money' },
          ]}
        />
      )}
      {hasScope && (
        <SegmentedControl
          size="sm"
          aria-label="Holdings compared"
          maw="100%"
          classNames={{ label: classes.wrapping ?? '' }}
          value={view.scope}
          onChange={(scope) => onChange({ scope: scope as Scope })}
          data={[
            { value: 'all', label: 'Everything, as if applied' },
            { value: 'these', label: 'These holdings only' },
          ]}
        />
      )}
      {view.kind === 'expected' && (
        <NativeSelect
          size="sm"
          aria-label="Row in the chart"
          value={view.row}
          onChange={(event) => onChange({ row: event.currentTarget.value as ChartRow })}
          data={chartRows.map((row) => ({ value: row, label: measureOf(row).label }))}
        />
      )}
    </Group>
  )
}

import { Stack } from '@mantine/core'
import { lazy } from 'react'
import type { ChartSize } from './chart-frame.tsx'
import { ChartLegend } from './chart-legend.tsx'
import { ChartRoom } from './chart-room.tsx'
import type { ProjectionChartProps } from './projection-chart.tsx'
import classes from './projections.module.css'

const ProjectionChart = lazy(() =>
  import('./projection-chart.tsx').then((module) => ({ default: module.ProjectionChart })),
)

/** A chart with its legend; the chart library is fetched when the first one is shown. */
export function LazyChart({
  height = 340,
  ...props
}: Omit<ProjectionChartProps, keyof ChartSize> & { height?: number }) {
  return (
    <Stack gap="sm" className={classes.lines}>
      <ChartLegend lines={props.lines} />
      <ChartRoom height={height}>{(size) => <ProjectionChart {...props} {...size} />}</ChartRoom>
    </Stack>
  )
}

import { Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { ChartLegend } from './chart-legend.tsx'
import type { ProjectionChartProps } from './projection-chart.tsx'
import classes from './projections.module.css'

const ProjectionChart = lazy(() =>
  import('./projection-chart.tsx').then((module) => ({ default: module.ProjectionChart })),
)

/** A chart with its legend; the chart library is fetched when the first one is shown. */
export function LazyChart({
  height = 340,
  ...props
}: Omit<ProjectionChartProps, 'height'> & { height?: number }) {
  return (
    <Stack gap="sm" className={classes.lines}>
      <ChartLegend lines={props.lines} />
      <div className={classes.chart} style={{ height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <ProjectionChart {...props} height={height} />
        </Suspense>
      </div>
    </Stack>
  )
}

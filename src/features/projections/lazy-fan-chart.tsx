import { Stack } from '@mantine/core'
import { lazy } from 'react'
import type { ChartSize } from './chart-frame.tsx'
import { LineSample } from './chart-legend.tsx'
import { realityEdgeStyle, realityStyle } from './chart-lines.ts'
import { ChartRoom } from './chart-room.tsx'
import type { FanChartProps } from './fan-chart.tsx'
import classes from './projections.module.css'

const FanChart = lazy(() => import('./fan-chart.tsx').then((module) => ({ default: module.FanChart })))

const height = 360

const legend = [
  { label: 'The middle of all futures', opacity: 1 },
  { label: 'Half of them', opacity: 0.56 },
  { label: '8 in 10', opacity: 0.3 },
  { label: '9 in 10', opacity: 0.14 },
]

/** The fan with its legend; the chart library is fetched when the first chart is shown. */
export function LazyFanChart(props: Omit<FanChartProps, keyof ChartSize>) {
  return (
    <Stack gap="sm" className={classes.lines}>
      <ul className={classes.legend}>
        {legend.map(({ label, opacity }, index) => (
          <li key={label}>
            <svg width="24" height="14" aria-hidden="true">
              <rect
                width="24"
                height={index === 0 ? 3 : 14}
                y={index === 0 ? 5.5 : 0}
                fill="var(--line-1)"
                fillOpacity={opacity}
              />
            </svg>
            {label}
          </li>
        ))}
        {props.beside && (
          <>
            <li>
              <LineSample style={realityStyle} />
              Reality, the middle
            </li>
            <li>
              <LineSample style={realityEdgeStyle} />
              Reality, 8 in 10
            </li>
          </>
        )}
        {props.goal !== null && (
          <li>
            <svg width="24" height="14" aria-hidden="true">
              <line x2="24" y1="7" y2="7" stroke="var(--line-2)" strokeWidth="2" strokeDasharray="6 4" />
            </svg>
            Goal
          </li>
        )}
      </ul>
      <ChartRoom height={height}>{(size) => <FanChart {...props} {...size} />}</ChartRoom>
    </Stack>
  )
}

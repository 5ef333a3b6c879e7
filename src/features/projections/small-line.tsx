import { extentOf } from './chart-geometry.ts'
import type { LineStyle } from './chart-lines.ts'
import classes from './projections.module.css'

interface SmallLineProps {
  lines: readonly { readonly key: string; readonly values: Float64Array; readonly style: LineStyle }[]
}

const [width, height] = [240, 44]

/** The course of a figure at a glance: beside figures that say the same, so that it is hidden from screen readers. */
export function SmallLine({ lines }: SmallLineProps) {
  const [low, high] = extentOf(lines.map(({ values }) => values))
  const pathOf = (values: Float64Array) =>
    Array.from(values, (amount, year) => {
      const x = (year / Math.max(1, values.length - 1)) * width
      const y = height - 2 - ((amount - low) / (high - low || 1)) * (height - 4)
      return `${year === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    }).join('')
  return (
    <svg
      className={classes.lines}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lines.map(({ key, values, style }) => (
        <path
          key={key}
          d={pathOf(values)}
          fill="none"
          stroke={style.color}
          strokeWidth={1.75}
          vectorEffect="non-scaling-stroke"
          {...(style.dash === undefined ? {} : { strokeDasharray: style.dash })}
        />
      ))}
    </svg>
  )
}

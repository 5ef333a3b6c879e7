import type { LineStyle } from './chart-lines.ts'
import classes from './projections.module.css'

/** A piece of the line, as it is drawn in the chart. */
export function LineSample({ style }: { style: LineStyle }) {
  return (
    <svg width="30" height="8" aria-hidden="true" style={{ flex: 'none' }}>
      <line
        x1="1"
        x2="29"
        y1="4"
        y2="4"
        stroke={style.color}
        strokeWidth={style.width}
        strokeDasharray={style.dash}
      />
    </svg>
  )
}

export function ChartLegend({
  lines,
}: {
  lines: readonly { key: string; label: string; style: LineStyle }[]
}) {
  return (
    <ul className={classes.legend}>
      {lines.map((line) => (
        <li key={line.key}>
          <LineSample style={line.style} />
          {line.label}
        </li>
      ))}
    </ul>
  )
}

import { Skeleton } from '@mantine/core'
import { type ReactNode, Suspense, startTransition, useCallback, useState } from 'react'
import { usePrinting } from '#ui/printing.ts'
import type { ChartSize } from './chart-frame.tsx'
import classes from './projections.module.css'

/** The width of an element, followed. A change is drawn in slices: a chart need not hold up the page. */
function useWidth() {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) =>
      startTransition(() => setWidth(Math.floor(entry?.contentRect.width ?? 0))),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}

/** What fits every paper upright, with the frame around it. */
const paperWidth = 640

interface ChartRoomProps {
  height: number
  /** A lazy component: the chart library is fetched when the first chart is shown. */
  children: (size: ChartSize) => ReactNode
}

/** Keeps the room of a chart and tells it how much there is. */
export function ChartRoom({ height, children }: ChartRoomProps) {
  const { ref, width: measured } = useWidth()
  const width = usePrinting() ? paperWidth : measured
  const outline = <Skeleton height={height} />
  return (
    <div ref={ref} className={classes.chart} style={{ height }}>
      <Suspense fallback={outline}>{width > 0 ? children({ width, height }) : outline}</Suspense>
    </div>
  )
}

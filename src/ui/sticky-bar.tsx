import { Paper } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

interface StickyBarProps {
  /** Makes it a region of the page. */
  label?: string
  children: ReactNode
}

/**
 * What stays in sight at the bottom however long the page is, such as the button that saves. While it is there,
 * `--bar-room` says how much of the window it takes, so that notices and what has the focus keep clear of it.
 */
export function StickyBar({ label, children }: StickyBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bar.current
    if (!element) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() =>
      style.setProperty(
        '--bar-room',
        `calc(${element.offsetHeight}px + ${getComputedStyle(element).bottom})`,
      ),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      style.removeProperty('--bar-room')
    }
  }, [])
  return (
    <Paper
      ref={bar}
      withBorder
      shadow="md"
      p="sm"
      className="no-print"
      pos="sticky"
      bottom="var(--mantine-spacing-sm)"
      style={{ zIndex: 10 }}
      {...(label === undefined ? {} : { component: 'section', 'aria-label': label })}
    >
      {children}
    </Paper>
  )
}

import { Paper } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

/** In pixels: some notices, one above the other. */
const roomOfNotices = 250

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
    const measure = () => {
      const { top, bottom } = element.getBoundingClientRect()
      // Where it stands far above the bottom, as at the end of a short dialog, notices have their room below it.
      const isNearBottom = innerHeight - bottom < roomOfNotices
      style.setProperty('--bar-room', isNearBottom ? `${Math.max(innerHeight - top, 0)}px` : '0px')
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // What is above it moves it, where it does not stick; and a dialog moves with it until it is open.
    if (element.parentElement) observer.observe(element.parentElement)
    document.addEventListener('transitionend', measure)
    return () => {
      observer.disconnect()
      document.removeEventListener('transitionend', measure)
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

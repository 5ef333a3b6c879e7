import { Paper, Stack, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import classes from './figures-panel.module.css'

interface BesideInputsProps {
  /** A `FiguresPanel`. */
  figures: ReactNode
  children: ReactNode
}

/** Inputs, and what they come to beside them; above them where there is no room. */
export function BesideInputs({ figures, children }: BesideInputsProps) {
  return (
    <div className={classes.beside}>
      <Stack gap="md" miw={0}>
        {children}
      </Stack>
      {figures}
    </div>
  )
}

interface FiguresPanelProps {
  label: string
  /** The one line that stands for all where there is little room; opens the rest. */
  summary: ReactNode
  children: ReactNode
}

/**
 * What stays in sight while one types. Where it stands above the inputs, `--panel-room` says how much of the window its line
 * takes, so that what has the focus keeps clear of it.
 */
export function FiguresPanel({ label, summary, children }: FiguresPanelProps) {
  const [isOpen, setIsOpen] = useState(false)
  const detailsId = useId()
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const element = line.current
    if (!element) return
    const { style } = document.documentElement
    const measure = () => style.setProperty('--panel-room', `${element.offsetHeight}px`)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
      style.removeProperty('--panel-room')
    }
  }, [])
  return (
    <Paper component="section" withBorder aria-label={label} className={classes.panel ?? ''}>
      <UnstyledButton
        ref={line}
        className={`${classes.summary} no-print`}
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setIsOpen((was) => !was)}
      >
        <span>{summary}</span>
        <IconChevronDown
          size={18}
          aria-hidden
          style={{ flex: 'none', ...(isOpen && { transform: 'rotate(180deg)' }) }}
        />
      </UnstyledButton>
      <div id={detailsId} className={`${classes.details} ${isOpen ? '' : classes.closed}`}>
        {children}
      </div>
    </Paper>
  )
}

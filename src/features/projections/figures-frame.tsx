import { Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './projections.module.css'

/** Where a wide table scrolls sideways. */
export function ScrolledFigures({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string | undefined
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`${classes.scroll} ${className}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

/** A table of figures under what it is called; what is said of it comes behind. */
export function TitledFigures({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <Stack gap="xs">
      <Title order={2} fz="h4">
        {title}
      </Title>
      <ScrolledFigures label={title}>{children}</ScrolledFigures>
      {note}
    </Stack>
  )
}

interface ColumnHeadsProps {
  /** What stands on the left, under the first heading. */
  rows: string
  columns: readonly { readonly key: string | number; readonly label: ReactNode }[]
  className?: string | undefined
}

/** The headings of a table of figures. */
export function ColumnHeads({ rows, columns, className }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{rows}</th>
        {columns.map(({ key, label }) => (
          <th key={key} scope="col" className={className}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** A heading across all columns, over the rows that belong together. */
export function GroupHead({ label, columnCount }: { label: string; columnCount: number }) {
  return (
    <tr className={classes.group}>
      <th scope="colgroup" colSpan={columnCount + 1}>
        <span>{label}</span>
      </th>
    </tr>
  )
}

/**
 * A row of a list that leads somewhere as a whole. Its one link covers it, so that the middle button, the menu of the
 * right one, keyboard and screen reader find a plain link; text that one may want to select, and controls, lie above.
 */
import { Anchor } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { Link } from 'react-router-dom'
import classes from './row-link.module.css'

/** On what lies above the link of a row. */
export const overRowLink = classes.over ?? ''

/** On the element of the row: a click on the text above the link follows it too, unless it ended a selection. */
export const rowOfLink = { className: classes.row ?? '', onClick: followRow, onAuxClick: followRow }

export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor
      component={Link}
      to={to}
      fw={600}
      c="bright"
      className={classes.link ?? ''}
      style={{ overflowWrap: 'anywhere' }}
    >
      {children}
    </Anchor>
  )
}

function followRow(event: MouseEvent<HTMLElement>) {
  const { target, currentTarget, button, ctrlKey, metaKey, shiftKey } = event
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  if (target.closest('a, button, input, label, [role="menu"]') || button > 1) return
  if (window.getSelection()?.isCollapsed === false) return
  const link = currentTarget.querySelector<HTMLAnchorElement>(`.${classes.link}`)
  if (button === 1 || ctrlKey || metaKey || shiftKey) window.open(link?.href, '_blank', 'noopener')
  else link?.click()
}

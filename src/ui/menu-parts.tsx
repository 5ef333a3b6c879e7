import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'

interface MenuItemProps {
  icon: TablerIcon
  children: ReactNode
  /** Where it leads; without one it does something. */
  to?: string
  onClick?: () => void
  disabled?: boolean
  color?: 'red'
}

/** What is done or gone to from a menu. */
export function MenuItem({ icon: Icon, to, ...item }: MenuItemProps) {
  const leftSection = <Icon size={16} aria-hidden />
  if (to === undefined) return <Menu.Item leftSection={leftSection} {...item} />
  return <Menu.Item component={Link} to={to} leftSection={leftSection} {...item} />
}

interface MoreMenuProps {
  label: string
  children: ReactNode
  /** One of many on the page, of a row or a card. */
  isQuiet?: boolean
  className?: string
}

/** What is seldom done, behind one button. */
export function MoreMenu({ label, children, isQuiet = false, className }: MoreMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          {...(isQuiet ? { variant: 'subtle', color: 'gray', size: 'lg' } : { variant: 'default', size: 36 })}
          {...(className !== undefined && { className })}
          aria-label={label}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

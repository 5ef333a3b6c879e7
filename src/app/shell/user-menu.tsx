import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconMessage, IconSettings } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Component as SignOutItem } from '#routes/sign-out.tsx'
import { MenuItem } from '#ui/menu-parts.tsx'

const GiveFeedback = lazy(async () => ({ default: (await import('#routes/give-feedback.tsx')).Component }))

interface UserMenuProps {
  email: string
  /** Signing out could not be told to the server. */
  onServerAway: () => void
}

export function UserMenu({ email, onServerAway }: UserMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [feedback, setFeedback] = useState<'unopened' | 'open' | 'closed'>('unopened')
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton ref={button} aria-label={`Account of ${email}`}>
            <Avatar name={email} color="pine" size={34} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" maw={260} truncate>
              {email}
            </Text>
          </Menu.Label>
          <MenuItem to={paths.settings} icon={IconSettings}>
            Settings
          </MenuItem>
          <MenuItem icon={IconMessage} onClick={() => setFeedback('open')}>
            Give feedback
          </MenuItem>
          <SignOutItem onServerAway={onServerAway} />
        </Menu.Dropdown>
      </Menu>
      {feedback !== 'unopened' && (
        <Suspense fallback={null}>
          <GiveFeedback
            isOpen={feedback === 'open'}
            onClose={() => setFeedback('closed')}
            onClosed={() => button.current?.focus()}
          />
        </Suspense>
      )}
    </>
  )
}

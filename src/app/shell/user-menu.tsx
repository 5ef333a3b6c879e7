import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout, IconSettings } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { signOut } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'
import { notifyError } from '#ui/notify.tsx'

export function UserMenu({ email }: { email: string }) {
  const { mutate, isPending } = useMutation({
    mutationFn: () => signOut(supabase),
    onError: (error) => notifyError('You could not be signed out', error),
  })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${email}`}>
          <Avatar name={email} color="pine" size={34} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" maw={260} truncate>
            {email}
          </Text>
        </Menu.Label>
        <Menu.Item component={Link} to={paths.settings} leftSection={<IconSettings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          disabled={isPending}
          onClick={() => mutate()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

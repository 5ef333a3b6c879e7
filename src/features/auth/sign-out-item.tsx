import { IconLogout } from '@tabler/icons-react'
import { useIsMutating, useMutation } from '@tanstack/react-query'
import { signOut } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { currentLog } from '#data/telemetry/current-log.ts'
import { hasTabDrafts } from '#lib/tab-drafts.ts'
import { MenuItem } from '#ui/menu-parts.tsx'
import { confirmGivingUp } from '#ui/unsaved-changes.ts'

/** Known to the items of every menu that opens while it goes on. */
const mutationKey = ['sign-out']

/** The way out, as an item of a menu. It asks first about what would be lost. */
export function SignOutItem({ onServerAway }: { onServerAway: () => void }) {
  const isPending = useIsMutating({ mutationKey }) > 0
  const { mutate } = useMutation({
    mutationKey,
    meta: { failed: 'You are still signed in' },
    mutationFn: async () => {
      if (!(await confirmGivingUp({ isKeptInTab: hasTabDrafts() }))) return
      void currentLog()?.leave()
      await signOut(supabase, onServerAway)
    },
  })
  return (
    <MenuItem icon={IconLogout} disabled={isPending} onClick={() => mutate()}>
      Sign out
    </MenuItem>
  )
}

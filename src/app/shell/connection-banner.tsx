import { Alert } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'

/** Says once, on every page, that the browser has no connection. */
export function ConnectionBanner() {
  const { online } = useNetwork()
  if (online) return null
  return (
    <Alert color="yellow" icon={<IconWifiOff aria-hidden />} mb="md" role="status" title="You are offline">
      What you see may be old. What you type stays here until you can save it.
    </Alert>
  )
}

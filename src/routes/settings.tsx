import { Stack } from '@mantine/core'
import { DisplaySettings } from '#features/settings/display-settings.tsx'
import { PasswordSettings } from '#features/settings/password-settings.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page title="Settings">
      <Stack gap="lg" maw={640}>
        <DisplaySettings />
        <PasswordSettings />
      </Stack>
    </Page>
  )
}

import { Stack } from '@mantine/core'
import { DeleteAccount } from '#features/auth/delete-account.tsx'
import { PasswordSettings } from '#features/auth/password-settings.tsx'
import { AssumptionSettings } from '#features/settings/assumption-settings.tsx'
import { CountrySettings } from '#features/settings/country-settings.tsx'
import { DisplaySettings } from '#features/settings/display-settings.tsx'
import { OperatorStatus } from '#features/settings/operator-status.tsx'
import { UsageSettings } from '#features/settings/usage-settings.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page title="Settings">
      <Stack gap="xl" maw={860}>
        <OperatorStatus />
        <CountrySettings />
        <DisplaySettings />
        <AssumptionSettings />
        <UsageSettings />
        <PasswordSettings />
        <DeleteAccount />
      </Stack>
    </Page>
  )
}

import { Anchor } from '@mantine/core'
import { Link } from 'react-router-dom'
import { requestPasswordReset } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { newPasswordAddress } from '#features/auth/link-addresses.ts'
import { MailRequestForm } from '#features/auth/mail-request-form.tsx'
import { paths } from '#lib/paths.ts'

export function Component() {
  return (
    <AuthPage
      title="Reset your password"
      footer={
        <Anchor component={Link} to={paths.signIn()} underline="always">
          Back to signing in
        </Anchor>
      }
    >
      <MailRequestForm
        explanation="Enter your e-mail, and we send you a link to choose a new password."
        sent="If there is an account with this address, a link to choose a new password is on its way."
        onSubmit={(email) => requestPasswordReset(supabase, { email, redirectTo: newPasswordAddress() })}
      />
    </AuthPage>
  )
}

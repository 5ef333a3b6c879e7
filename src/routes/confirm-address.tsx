import { Anchor } from '@mantine/core'
import { Link } from 'react-router-dom'
import { resendConfirmation } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { confirmationAddress } from '#features/auth/link-addresses.ts'
import { MailRequestForm } from '#features/auth/mail-request-form.tsx'
import { paths } from '#lib/paths.ts'

/** For whoever has an account whose address is not confirmed, and no link that works. */
export function Component() {
  return (
    <AuthPage
      title="Confirm your address"
      footer={
        <Anchor component={Link} to={paths.signIn()} underline="always">
          Back to signing in
        </Anchor>
      }
    >
      <MailRequestForm
        explanation="Enter the e-mail of your new account, and we send you the link that confirms it once more."
        sent="If there is an account with this address that is not confirmed yet, a link is on its way."
        onSubmit={(email) => resendConfirmation(supabase, { email, redirectTo: confirmationAddress() })}
      />
    </AuthPage>
  )
}

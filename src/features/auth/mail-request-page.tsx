import { Alert, Anchor, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { requestPasswordReset, resendConfirmation } from '#data/auth/auth.api.ts'
import { emailProblem } from '#data/auth/credential-rules.ts'
import { supabase } from '#data/client.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'
import { EmailInput } from './auth-inputs.tsx'
import { AuthPage } from './auth-page.tsx'
import { confirmationAddress, newPasswordAddress } from './link-addresses.ts'
import { TextForm } from './text-form.tsx'

export function ResetPasswordPage() {
  return (
    <MailRequestPage
      title="Reset your password"
      explanation="Enter your e-mail, and we send you a link to choose a new password."
      sent="If there is an account with this address, a link to choose a new password is on its way."
      send={(email) => requestPasswordReset(supabase, { email, redirectTo: newPasswordAddress() })}
    />
  )
}

/** For whoever has an account whose address is not confirmed, and no link that works. */
export function ConfirmAddressPage() {
  return (
    <MailRequestPage
      title="Confirm your address"
      explanation="Enter the e-mail of your new account, and we send you the link that confirms it once more."
      sent="If there is an account with this address that is not confirmed yet, a link is on its way."
      send={(email) => resendConfirmation(supabase, { email, redirectTo: confirmationAddress() })}
    />
  )
}

interface MailRequestPageProps {
  title: string
  /** What the mail is for. */
  explanation: string
  /** What is true once it was asked for, whether there is such an account or not. */
  sent: string
  send: (email: string) => Promise<void>
}

/** Asks for an e-mail and has a link sent to it. */
function MailRequestPage({ title, explanation, sent, send }: MailRequestPageProps) {
  const [isSent, setIsSent] = useState(false)
  return (
    <AuthPage
      title={title}
      footer={
        <Anchor component={Link} to={paths.signIn()} underline="always">
          Back to signing in
        </Anchor>
      }
    >
      {isSent ? (
        <Alert color="pine" title="Look at your mail" role="status">
          {sent} Open the link in this browser; only the newest one works.
          {env.isDevelopment && ' In development the mail is printed in the terminal that runs the app.'}
        </Alert>
      ) : (
        <TextForm
          rules={{ email: emailProblem }}
          submitLabel="Send the link"
          failed="No mail was sent"
          isWide
          onSubmit={({ email }) => send(email.trim()).then(() => setIsSent(true))}
        >
          {(problems) => (
            <>
              <Text size="sm" c="dimmed">
                {explanation}
              </Text>
              <EmailInput error={problems.email} />
            </>
          )}
        </TextForm>
      )}
    </AuthPage>
  )
}

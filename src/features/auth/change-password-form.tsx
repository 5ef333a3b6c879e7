import { Button, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { changePassword, requestPasswordCode } from '#data/auth/auth.api.ts'
import { codeProblem, passwordProblem } from '#data/auth/credential-rules.ts'
import { supabase } from '#data/client.ts'
import { AppError, reasonOf } from '#data/errors.ts'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { SecretInput } from './auth-inputs.tsx'
import { PasswordForm } from './password-form.tsx'

/** What the server may ask for beside the new password ("secure password change"), once it has refused. */
type Proof = 'code' | 'current' | null

const asked: Readonly<Record<string, Proof>> = {
  reauthentication_needed: 'code',
  reauth_nonce_missing: 'code',
  current_password_required: 'current',
}

const rules = {
  code: { proof: codeProblem },
  current: { proof: passwordProblem },
}

interface ChangePasswordFormProps {
  email: string
  onChanged: () => void
}

/** Sets a new password for whoever is signed in, with whatever proof the server wants of them. */
export function ChangePasswordForm({ email, onChanged }: ChangePasswordFormProps) {
  const [proof, setProof] = useState<Proof>(null)

  async function change(password: string, given: string) {
    try {
      await changePassword(supabase, {
        password,
        ...(proof === 'code' ? { nonce: given.trim() } : {}),
        ...(proof === 'current' ? { currentPassword: given } : {}),
      })
    } catch (error) {
      const next = asked[reasonOf(error) ?? ''] ?? null
      if (next) setProof(next)
      // The form says what to do with the code; whether the mail could be sent comes first.
      if (next === 'code') await requestPasswordCode(supabase)
      throw error
    }
    onChanged()
  }

  return (
    <PasswordForm
      email={email}
      isNew
      submitLabel="Change password"
      failed="The password was not changed"
      {...(proof && { extraRules: rules[proof] })}
      onSubmit={(password, extra) => change(password, extra.proof ?? '')}
      renderExtra={(problems) => (
        <>
          {proof === 'current' && (
            <SecretInput
              name="proof"
              label="Current password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the current password' }}
              error={problems.proof}
            />
          )}
          {proof === 'code' && <CodeInput email={email} problem={problems.proof} />}
        </>
      )}
    />
  )
}

function CodeInput({ email, problem }: { email: string; problem: string | undefined }) {
  const [isPending, setIsPending] = useState(false)
  const [answer, setAnswer] = useState<string | null>(null)
  const again = useRef<HTMLButtonElement>(null)
  useFocusGivenBack(again, isPending)

  async function sendAgain() {
    setIsPending(true)
    setAnswer(
      await requestPasswordCode(supabase).then(
        () => 'A new code is on its way; only the newest one works.',
        (error: unknown) =>
          error instanceof AppError
            ? [error.message, error.hint].filter(Boolean).join(' ')
            : 'No code was sent.',
      ),
    )
    setIsPending(false)
  }

  return (
    <>
      <TextInput
        name="proof"
        label="Code from the mail"
        description={`The mail goes to ${email}.`}
        inputMode="numeric"
        autoComplete="one-time-code"
        error={problem}
        required
        withAsterisk={false}
      />
      <Button
        ref={again}
        size="xs"
        variant="default"
        w="fit-content"
        loading={isPending}
        onClick={() => void sendAgain()}
      >
        Send a new code
      </Button>
      {answer && (
        <Text size="sm" role="status">
          {answer}
        </Text>
      )}
    </>
  )
}

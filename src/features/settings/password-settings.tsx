import { Fieldset } from '@mantine/core'
import { useState } from 'react'
import { changePassword } from '#data/auth/auth.api.ts'
import { newPasswordProblem } from '#data/auth/credential-rules.ts'
import { useUser } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { notifyDone } from '#ui/notify.tsx'
import { PasswordForm } from '#ui/password-form.tsx'

/** Changes the password of whoever is signed in. */
export function PasswordSettings() {
  const { email = '' } = useUser()
  // Each success empties the form by beginning anew.
  const [turn, setTurn] = useState(0)
  return (
    <Fieldset legend="Password">
      <PasswordForm
        key={turn}
        email={email}
        purpose="new"
        rule={newPasswordProblem}
        submitLabel="Change password"
        failed="The password was not changed"
        onSubmit={async (password) => {
          await changePassword(supabase, password)
          setTurn(turn + 1)
          notifyDone('Your password is changed.')
        }}
      />
    </Fieldset>
  )
}

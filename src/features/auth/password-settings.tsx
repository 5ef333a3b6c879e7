import { Fieldset } from '@mantine/core'
import { useState } from 'react'
import { useUser } from '#data/auth/session.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

/** Changes the password of whoever is signed in. */
export function PasswordSettings() {
  const { email = '' } = useUser()
  // Each success empties the form by beginning anew.
  const [turn, setTurn] = useState(0)
  return (
    <Fieldset legend="Password">
      <ChangePasswordForm
        key={turn}
        email={email}
        onChanged={() => {
          setTurn(turn + 1)
          notifyDone('Your password is changed.')
        }}
      />
    </Fieldset>
  )
}

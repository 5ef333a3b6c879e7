import { Checkbox, Fieldset, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { profileQuery, saveProfileMutation } from '#data/profiles/profiles.queries.ts'
import { asksNotToBeTracked } from '#data/telemetry/tracking-refusal.ts'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'

/** What the app may tell of its use. Said in plain words, because it is kept with the account and so is not anonymous. */
export function UsageSettings() {
  const query = useQuery(profileQuery)
  const { data: profile } = query
  const { mutate, isPending: isSaving, variables } = useMutation(saveProfileMutation)
  const isRefused = asksNotToBeTracked()
  const isOn = (isSaving ? variables.shares_usage : profile?.shares_usage) ?? true

  if (profile === undefined) return <HeldUp query={query} loading={<LoadingState rows={1} />} />
  return (
    <Fieldset legend="Usage">
      <Stack gap="sm">
        <Checkbox
          label="Let the app tell us how it is used"
          description="How long pages and requests take, which errors you meet, and which parts you use, so that we notice when something gets worse. Never names, amounts or anything you type. It is kept with your account for 90 days, longer only while a new part of the app is still being judged by it, read by the operators of this site alone, and deleted with the account."
          checked={!isRefused && isOn}
          disabled={isRefused}
          onChange={(event) =>
            mutate(
              { shares_usage: event.currentTarget.checked },
              {
                onSuccess: ({ shares_usage }) =>
                  notifyDone(shares_usage ? 'Saved.' : 'Saved. Nothing more is sent.'),
              },
            )
          }
        />
        {isRefused && (
          <Text size="sm">
            Your browser asks not to be tracked (Do Not Track or Global Privacy Control), so nothing is sent
            from it, whatever is chosen here.
          </Text>
        )}
      </Stack>
    </Fieldset>
  )
}

import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { assumptionErrorsOf } from '#data/instances/field-errors.ts'
import { profileQuery, useSaveProfile } from '#data/profiles/profiles.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Params } from '#domain/instances/types.ts'
import { AssumptionsForm } from '#fields/assumptions-form.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'

/** The user's own assumptions: they hold for reality, and for every scenario that does not say otherwise. */
export function AssumptionSettings() {
  const { data, isPending, error, refetch, isFetching } = useQuery(profileQuery)
  return (
    <Stack gap="sm" component="section" aria-labelledby="assumptions">
      <Title order={2} fz="h3" id="assumptions">
        Assumptions
      </Title>
      <Text c="dimmed" maw="44rem">
        These hold for reality, and for every scenario that does not say otherwise. A field left empty follows
        the default shown in grey.
      </Text>
      {isPending && <LoadingState rows={3} height={140} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {(data || data === null) && <AssumptionsEditor stored={data?.assumptions ?? {}} />}
    </Stack>
  )
}

function AssumptionsEditor({ stored }: { stored: Params }) {
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  // What the form began with; it begins anew with what has been saved.
  const [{ initial, turn }, setFooting] = useState({ initial: stored, turn: 0 })
  const [isDirty, setIsDirty] = useState(false)
  useUnsavedChanges(isDirty)
  const { mutate, isPending, error } = useSaveProfile()
  const serverErrors = useMemo(() => assumptionErrorsOf(error), [error])
  return (
    <AssumptionsForm
      key={turn}
      initial={initial}
      format={format}
      submitLabel="Save assumptions"
      isSubmitting={isPending}
      serverErrors={serverErrors}
      problem={error && <ErrorState error={error} title="Your assumptions were not saved" />}
      onDirtyChange={setIsDirty}
      onSubmit={(assumptions) =>
        mutate(
          { assumptions },
          {
            onSuccess: (profile) => {
              setFooting({ initial: profile.assumptions, turn: turn + 1 })
              notifyDone('Your assumptions are saved.')
            },
          },
        )
      }
    />
  )
}

import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { VersionConflictError } from '#data/errors.ts'
import { assumptionErrorsOf } from '#data/instances/field-errors.ts'
import type { Profile } from '#data/profiles/profiles.api.ts'
import { profileQuery, saveAssumptionsMutation } from '#data/profiles/profiles.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { useWrite } from '#data/writes.ts'
import type { Params } from '#domain/instances/types.ts'
import { defaultAssumption } from '#domain/merge/three-way.ts'
import { AssumptionsForm } from '#fields/assumptions-form.tsx'
import { AssumptionsConflict } from '#fields/conflict-panel.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { SaveProblem } from '#ui/save-problem.tsx'
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
      {(data || data === null) && <AssumptionsEditor stored={data} />}
    </Stack>
  )
}

const nothing: Params = {}

function AssumptionsEditor({ stored }: { stored: Profile | null }) {
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  // What the form began with; it begins anew with what has been saved, here or, while nothing is typed, elsewhere.
  const [{ row, turn }, setFooting] = useState({ row: stored, turn: 0 })
  const [isDirty, setIsDirty] = useState(false)
  useUnsavedChanges(isDirty)
  const saving = useWrite(saveAssumptionsMutation, {
    failed: 'Your assumptions were not saved',
    onSuccess: (profile) => {
      setFooting(({ turn }) => ({ row: profile, turn: turn + 1 }))
      notifyDone('Your assumptions are saved.')
    },
  })
  const { isPending, error } = saving
  const serverErrors = useMemo(() => assumptionErrorsOf(error), [error])
  if (stored && stored.version > (row?.version ?? 0) && !isDirty && !isPending && error === null)
    setFooting({ row: stored, turn: turn + 1 })
  const moved = error instanceof VersionConflictError ? (error.current as Profile) : null

  return (
    <AssumptionsForm
      key={turn}
      initial={row?.assumptions ?? nothing}
      format={format}
      submitLabel="Save assumptions"
      isSubmitting={isPending}
      serverErrors={serverErrors}
      problem={(typed) =>
        moved ? (
          <AssumptionsConflict
            began={row?.assumptions ?? nothing}
            now={moved.assumptions}
            edited={typed}
            defaultOf={defaultAssumption}
            format={format}
            isSaving={isPending}
            onKeepMine={(merged) => saving.mutate({ began: moved, assumptions: merged })}
            onTakeCurrent={() => {
              saving.reset()
              setFooting({ row: moved, turn: turn + 1 })
            }}
          />
        ) : (
          error !== null && <SaveProblem saving={saving} />
        )
      }
      onDirtyChange={setIsDirty}
      onSubmit={(assumptions) => saving.mutate({ began: row, assumptions })}
    />
  )
}

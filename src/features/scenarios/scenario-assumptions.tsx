import { Anchor, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'react-router-dom'
import { VersionConflictError } from '#data/errors.ts'
import { assumptionErrorsOf } from '#data/instances/field-errors.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import type { Params } from '#domain/instances/types.ts'
import { AssumptionsForm } from '#fields/assumptions-form.tsx'
import { AssumptionsConflict } from '#fields/conflict-panel.tsx'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'
import { SaveProblem } from '#ui/save-problem.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { usePausedBecause, useScenarioInView, useScenarios } from './scenarios-context.tsx'

/** The row that the edits began with; `turn` counts new beginnings, so that the form begins anew with each. */
interface Footing {
  readonly row: Scenario
  readonly turn: number
}

/** What holds for everything in the scenario; where it says nothing, the user's own defaults do. */
export function ScenarioAssumptions() {
  const scenario = useScenarioInView()
  return <AssumptionsEditor key={scenario.id} scenario={scenario} />
}

function AssumptionsEditor({ scenario }: { scenario: Scenario }) {
  const { actions } = useScenarios()
  const pausedBecause = usePausedBecause()
  const { currency, locale, assumptions: inherited } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const [{ row, turn }, setFooting] = useState<Footing>({ row: scenario, turn: 0 })
  const [isDirty, setIsDirty] = useState(false)
  useUnsavedChanges(isDirty)

  const saving = useWrite(actions.updateScenario, {
    failed: 'The assumptions were not saved',
    onSuccess: (saved) => {
      setFooting(({ turn }) => ({ row: saved, turn: turn + 1 }))
      notifyDone('The assumptions of this scenario are saved.')
    },
  })
  const save = (began: Scenario, assumptions: Params) => saving.mutate({ began, changes: { assumptions } })
  if (scenario.version > row.version && !isDirty && !saving.isPending && saving.error === null)
    setFooting({ row: scenario, turn: turn + 1 })

  const moved = saving.error instanceof VersionConflictError ? (saving.error.current as Scenario) : null
  const serverErrors = useMemo(() => assumptionErrorsOf(saving.error), [saving.error])

  return (
    <>
      <Text c="dimmed" maw="44rem">
        These hold for everything in this scenario and for its comparison with reality. A field left empty
        follows your own default, shown in grey, which you set in{' '}
        <Anchor component={Link} to={paths.settings} underline="always" c="inherit">
          Settings
        </Anchor>
        .
      </Text>
      <fieldset
        disabled={pausedBecause !== null && !isDirty}
        style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}
      >
        <AssumptionsForm
          key={turn}
          initial={row.assumptions}
          inherited={inherited}
          format={format}
          submitLabel="Save assumptions"
          isSubmitting={saving.isPending}
          pausedBecause={isDirty ? pausedBecause : null}
          serverErrors={serverErrors}
          problem={(typed) =>
            moved ? (
              <AssumptionsConflict
                began={row.assumptions}
                now={moved.assumptions}
                edited={typed}
                format={format}
                isSaving={saving.isPending}
                onKeepMine={(merged) => save(moved, merged)}
                onTakeCurrent={() => {
                  saving.reset()
                  setFooting({ row: moved, turn: turn + 1 })
                }}
              />
            ) : (
              saving.error !== null && <SaveProblem saving={saving} />
            )
          }
          onDirtyChange={setIsDirty}
          onSubmit={(assumptions) => save(row, assumptions)}
        />
      </fieldset>
    </>
  )
}

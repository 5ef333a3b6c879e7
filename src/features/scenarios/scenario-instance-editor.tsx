import { useCallback, useMemo, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { VersionConflictError } from '#data/errors.ts'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { InstanceConflict } from '#fields/conflict-panel.tsx'
import { type FieldEdit, InstanceForm } from '#fields/instance-form.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { SaveProblem } from '#ui/save-problem.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { FieldNote } from './field-note.tsx'
import { isGone } from './loaded-scenario.tsx'
import { ScenarioInstanceFrame } from './scenario-instance-frame.tsx'
import { ScenarioInstanceReader } from './scenario-instance-reader.tsx'
import { usePausedBecause, useScenarios } from './scenarios-context.tsx'
import { useScenarioCommands } from './use-scenario-commands.ts'

interface ScenarioInstanceEditorProps {
  scenario: Scenario
  instance: ScenarioInstance
  source: Instance | undefined
  isRealityKnown: boolean
}

/** What the form stands on: the row that the edits began with, and what the inputs show if that is more. */
interface Footing {
  readonly row: ScenarioInstance
  readonly startWith?: InstanceContent
  /** Counts new beginnings, so that the form begins anew with each. */
  readonly turn: number
}

/**
 * Edits one scenario instance. A row that moves on meanwhile is taken over silently only while nothing is typed, and
 * while the feature is off the page is for reading unless something was typed before.
 */
export function ScenarioInstanceEditor(props: ScenarioInstanceEditorProps) {
  const { scenario, instance, source, isRealityKnown } = props
  const navigate = useNavigate()
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const { actions } = useScenarios()
  const { archiveInstance, removeInstance } = useScenarioCommands()
  const [footing, setFooting] = useState<Footing>({ row: instance, turn: 0 })
  const [isDirty, setIsDirty] = useState(false)
  const pausedBecause = usePausedBecause()
  const { release } = useUnsavedChanges(isDirty)

  const { row } = footing
  const began = useMemo(() => contentOf(row), [row])

  const saving = useWrite(actions.updateInstance, {
    failed: 'Your changes were not saved',
    onSuccess: (saved) => {
      setFooting(({ turn }) => ({ row: saved, turn: turn + 1 }))
      notifyDone(`“${saved.name}” is saved in the scenario.`)
    },
  })
  const save = (content: InstanceContent, { id, version }: ScenarioInstance) =>
    saving.mutate({ id, version, content })
  const [requestId] = useState(() => crypto.randomUUID())
  const adding = useWrite(actions.addInstance, {
    failed: 'It was not added',
    onSuccess: (added) => {
      release()
      navigate(paths.scenarioInstance(scenario.id, added.id), { replace: true })
      notifyDone(`“${added.name}” is added to the scenario.`)
    },
  })

  if (instance.version > row.version && !isDirty && !saving.isPending && saving.error === null)
    setFooting({ row: instance, turn: footing.turn + 1 })

  const moved =
    saving.error instanceof VersionConflictError ? (saving.error.current as ScenarioInstance) : null
  const failure = adding.error ?? saving.error
  const serverErrors = useMemo(() => fieldErrorsOf(failure), [failure])

  function standOn(next: ScenarioInstance, startWith?: InstanceContent) {
    saving.reset()
    setFooting({ row: next, turn: footing.turn + 1, ...(startWith ? { startWith } : {}) })
  }

  async function handleArchive() {
    const saved = await archiveInstance(row, row.status === 'active')
    if (saved) standOn(saved)
  }

  async function handleRemove() {
    if (!(await removeInstance(row))) return
    release()
    navigate(paths.scenarioTab(scenario.id, 'instances'))
  }

  const { base, kind } = row
  const noteFor = useCallback(
    (field: string, edit: FieldEdit) =>
      base && (
        <FieldNote
          kind={kind}
          field={field}
          base={base}
          current={source && contentOf(source)}
          edit={edit}
          format={format}
        />
      ),
    [base, kind, source, format],
  )

  if (pausedBecause && !isDirty) return <ScenarioInstanceReader {...props} />
  return (
    <ScenarioInstanceFrame
      scenario={scenario}
      instance={row}
      source={source}
      isRealityKnown={isRealityKnown}
      isBusy={isDirty}
      {...(!pausedBecause && {
        onArchive: () => void handleArchive(),
        onRemove: () => void handleRemove(),
      })}
    >
      <InstanceForm
        key={footing.turn}
        kind={kind}
        initial={began}
        startWith={footing.startWith}
        format={format}
        submitLabel="Save"
        isSubmitting={saving.isPending}
        pausedBecause={pausedBecause}
        serverErrors={serverErrors}
        noteFor={noteFor}
        problem={(typed) =>
          moved ? (
            <InstanceConflict
              kind={kind}
              began={began}
              now={contentOf(moved)}
              edited={typed}
              format={format}
              isSaving={saving.isPending}
              onKeepMine={(merged) => {
                standOn(moved, merged)
                save(merged, moved)
              }}
              onTakeCurrent={() => standOn(moved)}
            />
          ) : (
            saving.error !== null && (
              <SaveProblem
                saving={saving}
                anew={
                  isGone(saving.error)
                    ? {
                        title: 'This was removed from the scenario meanwhile',
                        label: 'Add it to the scenario as a new one',
                        adding,
                        onAdd: () =>
                          adding.mutate({ scenarioId: scenario.id, kind: row.kind, requestId, ...typed }),
                      }
                    : null
                }
              />
            )
          )
        }
        secondaryActions={
          <LinkButton variant="subtle" to={paths.scenarioTab(scenario.id, 'instances')}>
            {isDirty ? 'Cancel' : 'Back'}
          </LinkButton>
        }
        onDirtyChange={setIsDirty}
        onSubmit={(content) => save(content, row)}
      />
    </ScenarioInstanceFrame>
  )
}

import { type ReactNode, useCallback } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { EditedInstanceForm } from '#editing/edited-instance-form.tsx'
import { useInstanceEditing } from '#editing/use-instance-editing.ts'
import type { FieldEdit } from '#fields/instance-form.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'
import { fieldNote } from './field-note.tsx'
import { ScenarioInstanceFrame } from './scenario-instance-frame.tsx'
import { ScenarioInstanceReader } from './scenario-instance-reader.tsx'
import { usePausedBecause, useScenarios } from './scenarios-context.tsx'
import { useAssumptionsOf } from './use-assumptions-of.ts'
import { useScenarioCommands } from './use-scenario-commands.ts'

/** Shows what a row of a scenario would mean as it is typed. */
export type RenderRowEffect = (
  row: ScenarioInstance,
  ...typed: Parameters<RenderEffect<InstanceContent>>
) => ReactNode

interface ScenarioInstanceEditorProps {
  scenario: Scenario
  instance: ScenarioInstance
  source: Instance | undefined
  isRealityKnown: boolean
  renderEffect: RenderRowEffect
}

/** Edits one scenario instance. While the feature is off the page is for reading, unless something was typed before. */
export function ScenarioInstanceEditor(props: ScenarioInstanceEditorProps) {
  const { scenario, instance, source, isRealityKnown, renderEffect } = props
  const navigate = useNavigate()
  const { actions } = useScenarios()
  const { archiveInstance, removeInstance } = useScenarioCommands()
  const pausedBecause = usePausedBecause()
  const assumptions = useAssumptionsOf(scenario)
  const toInstances = paths.scenarioTab(scenario.id, 'instances')
  const editing = useInstanceEditing({
    stored: instance,
    save: actions.updateInstance,
    onSaved: ({ name }) => notifyDone(`“${name}” is saved in the scenario.`),
    add: actions.addInstance,
    addedFrom: (added) => ({ scenarioId: scenario.id, ...added }),
    onAdded: ({ name }) => notifyDone(`“${name}” is added to the scenario.`),
    onAddedHere: ({ id }) => navigate(paths.scenarioInstance(scenario.id, id), { replace: true }),
    archive: archiveInstance,
    remove: removeInstance,
    onRemovedHere: () => navigate(toInstances),
  })
  const { row, draft } = editing

  const { base, kind } = row
  const noteFor = useCallback(
    (field: string, edit: FieldEdit) =>
      base && fieldNote({ kind, field, base, current: source && contentOf(source), edit }),
    [base, kind, source],
  )

  if (pausedBecause && !draft.isDirty) return <ScenarioInstanceReader {...props} />
  return (
    <ScenarioInstanceFrame
      scenario={scenario}
      instance={row}
      source={source}
      isRealityKnown={isRealityKnown}
      isBusy={draft.isDirty}
      {...(!pausedBecause && {
        onArchive: () => void editing.archive(),
        onRemove: () => void editing.remove(),
      })}
    >
      <EditedInstanceForm
        editing={editing}
        lineageId={row.lineage_id}
        assumptions={assumptions}
        gone={{
          title: 'This was removed from the scenario meanwhile',
          label: 'Add it to the scenario as a new one',
        }}
        back={toInstances}
        pausedBecause={pausedBecause}
        noteFor={noteFor}
        renderEffect={(...typed) => renderEffect(row, ...typed)}
      />
    </ScenarioInstanceFrame>
  )
}

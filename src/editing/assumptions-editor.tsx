import type { Write } from '#data/writes.ts'
import type { Params } from '#domain/instances/types.ts'
import type { DefaultOf } from '#domain/merge/three-way.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { AssumptionsForm } from '#fields/assumptions-form.tsx'
import { AssumptionsConflict } from '#fields/conflict-panel.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { useAssumptionsDraft } from '#fields/use-assumptions-draft.ts'
import { notifyDone } from '#ui/notify.tsx'
import { SaveProblem } from './save-problem.tsx'
import { useEditing } from './use-editing.ts'

interface AssumptionsEditorProps<Row, Input> {
  stored: Row
  save: Write<NonNullable<Row>, Input>
  inputOf: (row: Row, assumptions: Params) => Input
  /** What did not happen if saving fails, and what is said when it worked. */
  words: { failed: string; saved: string }
  /** What applies where nothing is stored. */
  inherited?: Params
  /** What these assumptions are projected with. */
  holdings: readonly PlanInstance[]
  /** What a missing assumption means by itself; those of a scenario mean nothing. */
  defaultOf?: DefaultOf
  pausedBecause?: string | null
  renderEffect?: RenderEffect<Params> | undefined
}

type Assumed = { readonly version: number; readonly assumptions: Params } | null

/** Edits the assumptions of a profile or a scenario. While saving is paused they are for reading, unless typed before. */
export function AssumptionsEditor<Row extends Assumed, Input>(props: AssumptionsEditorProps<Row, Input>) {
  const { stored, save, inputOf, words, inherited, holdings, defaultOf, renderEffect } = props
  const { pausedBecause = null } = props
  const draft = useAssumptionsDraft({
    initial: assumptionsOf(stored),
    holdings,
    ...(inherited && { inherited }),
  })
  const { saving, conflict, submit } = useEditing({
    stored,
    contentOf: assumptionsOf,
    draft,
    save,
    inputOf,
    failed: words.failed,
    onSaved: () => notifyDone(words.saved),
  })
  return (
    <fieldset
      disabled={pausedBecause !== null && !draft.isDirty}
      style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}
    >
      <AssumptionsForm
        draft={draft}
        submitLabel="Save assumptions"
        isSubmitting={saving.isPending}
        pausedBecause={draft.isDirty ? pausedBecause : null}
        problem={
          conflict ? (
            <AssumptionsConflict {...conflict} {...(defaultOf && { defaultOf })} />
          ) : (
            saving.error && <SaveProblem saving={saving} />
          )
        }
        renderEffect={renderEffect}
        onSubmit={submit}
      />
    </fieldset>
  )
}

const nothing: Params = {}

function assumptionsOf(row: Assumed): Params {
  return row?.assumptions ?? nothing
}

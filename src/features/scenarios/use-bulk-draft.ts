import { useMemo, useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { changesOf, type DraftChange, definitionIn, effectsOn, fieldChoices } from './bulk-edit.ts'

const empty = { field: null, way: 'set', draft: '' } as const

/** What is chosen in the bulk editor, and what would become of it: nothing is written here. */
export function useBulkDraft(instances: readonly ScenarioInstance[], assumptions: Params) {
  const format = useFormat()
  const applying = useMemo(() => resolveAssumptions(assumptions), [assumptions])
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set(instances.map(({ id }) => id)))
  const [drafts, setDrafts] = useState<readonly DraftChange[]>([{ id: 0, ...empty }])

  const rows = useMemo(() => instances.filter(({ id }) => selected.has(id)), [instances, selected])
  const kinds = useMemo(() => new Set(rows.map(({ kind }) => kind)), [rows])
  const changes = useMemo(() => changesOf(drafts, kinds, format), [drafts, kinds, format])
  const effects = useMemo(
    () => (Object.keys(changes).length > 0 ? effectsOn(rows, changes, format) : []),
    [rows, changes, format],
  )

  const chosen = drafts.filter(({ field }) => field !== null && definitionIn(kinds, field) !== undefined)
  return {
    selected,
    setSelected,
    drafts,
    kinds,
    changes,
    effects,
    isDirty: drafts.some(({ field }) => field !== null),
    /** A change that is begun and does not say anything yet: without it the others would be made alone. */
    isUnfinished: chosen.some(({ field }) => field !== null && !(field in changes)),
    /** The fields that this change can still be about. */
    choicesFor: (id: number) =>
      fieldChoices(
        kinds,
        applying,
        new Set(drafts.flatMap((draft) => (draft.id !== id && draft.field !== null ? [draft.field] : []))),
      ),
    update: (id: number, part: Partial<DraftChange>) =>
      setDrafts((all) => all.map((draft) => (draft.id === id ? { ...draft, ...part } : draft))),
    add: () => setDrafts((all) => [...all, { id: Math.max(...all.map(({ id }) => id)) + 1, ...empty }]),
    /** Puts another field in the place of one; where that is being changed already, what is typed there stays. */
    replace: (field: string, other: string) =>
      setDrafts((all) =>
        all.some((draft) => draft.field === other)
          ? all.filter((draft) => draft.field !== field)
          : all.map((draft) => (draft.field === field ? { id: draft.id, ...empty, field: other } : draft)),
      ),
    remove: (id: number) => setDrafts((all) => all.filter((draft) => draft.id !== id)),
  }
}

import { useCallback, useMemo, useState } from 'react'
import { catalogue } from '#domain/instances/catalogue.ts'
import { nameSchema } from '#domain/instances/schema.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { isSameContent } from '#domain/merge/three-way.ts'
import type { ContentDraft } from './content-draft.ts'
import { useDrafts } from './use-drafts.ts'

interface InstanceDraftOptions {
  kind: InstanceKind
  /** What is stored (or the empty content of a new instance) when the form is first shown. */
  initial: InstanceContent
}

/** What is being written into the form of an instance. Keys that the catalogue does not know stay as they were stored. */
export function useInstanceDraft({ kind, initial }: InstanceDraftOptions) {
  const { fields } = catalogue[kind]
  const form = useDrafts({ fields, initial: initial.params })
  const [began, setBegan] = useState(initial)
  const [{ name, status, nameError }, setHead] = useState(() => headOf(initial))
  const { values, refuse: refuseFields, begin: beginFields } = form

  const content = useMemo(() => ({ name: tidyName(name), status, params: values }), [name, status, values])
  const changeName = useCallback(
    (text: string) => setHead((head) => ({ ...head, name: text, nameError: null })),
    [],
  )

  function validate(): string[] {
    const problem = nameSchema.safeParse(name).error?.issues[0]?.message ?? null
    setHead((head) => ({ ...head, nameError: problem }))
    return [...(problem ? ['name'] : []), ...Object.keys(form.validate())]
  }

  return {
    kind,
    form,
    began,
    content,
    name,
    nameError,
    changeName,
    validate,
    // As it is written: a default that was typed is lost as well when the form begins anew.
    isDirty: !isSameContent(began, content),
    refuse: ({ name: problem, ...others }) => {
      if (problem !== undefined) setHead((head) => ({ ...head, nameError: problem }))
      refuseFields(
        Object.fromEntries(
          Object.entries(others).map(([field, message]) => [field.replace(/^params\./, ''), message]),
        ),
      )
    },
    begin: (stored, startWith = stored) => {
      setBegan(stored)
      setHead(headOf(startWith))
      beginFields(stored.params, startWith.params)
    },
  } satisfies ContentDraft<InstanceContent> & Record<string, unknown>
}

export type InstanceDraft = ReturnType<typeof useInstanceDraft>

function headOf({ name, status }: InstanceContent) {
  return { name, status, nameError: null as string | null }
}

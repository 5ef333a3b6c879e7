import { useCallback, useMemo, useRef, useState } from 'react'
import type { FieldDefinition, Params } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { type Draft, type Drafts, draftsOf, problemOf, valuesOf } from './drafts.ts'

interface DraftsOptions {
  fields: readonly FieldDefinition[]
  /** What is stored; the form is unchanged while the drafts say the same. */
  stored: Params
  /** What the inputs begin with, when that is more than what is stored. */
  startWith?: Params | undefined
  format: MoneyFormat
}

/** The state of a form over catalogue fields: drafts, what is wrong with them, and the values they stand for. */
export function useDrafts({ fields, stored, startWith, format }: DraftsOptions) {
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(fields, startWith ?? stored))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const byKey = useMemo(() => new Map(fields.map((field) => [field.key, field])), [fields])

  // Read when an input is left, so that `leave` stays the same function and other inputs need not render again.
  const latest = useRef(drafts)

  const change = useCallback((key: string, draft: Draft) => {
    latest.current = { ...latest.current, [key]: draft }
    setDrafts(latest.current)
    setErrors((all) => without(all, key))
  }, [])

  /** A value is judged when its input is left, not while it is being typed. */
  const leave = useCallback(
    (key: string) => {
      const field = byKey.get(key)
      const draft = latest.current[key]
      const problem = field && problemOf(field, draft, format)
      // An empty required field is no mistake until one tries to save.
      if (problem && draft !== '') setErrors((all) => ({ ...all, [key]: problem }))
    },
    [byKey, format],
  )

  /** Judges everything; returns the problems by key, in the order of the form. */
  const validate = useCallback(() => {
    const problems = Object.fromEntries(
      fields.flatMap((field) => {
        const problem = problemOf(field, drafts[field.key], format)
        return problem ? [[field.key, problem]] : []
      }),
    )
    setErrors(problems)
    return problems
  }, [fields, drafts, format])

  const values = useMemo(() => valuesOf(fields, drafts, stored), [fields, drafts, stored])
  return { drafts, errors, values, change, leave, validate, setErrors }
}

function without(all: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> {
  if (!(key in all)) return all
  const { [key]: _, ...rest } = all
  return rest
}

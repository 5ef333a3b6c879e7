import { useCallback, useMemo, useState } from 'react'
import { judgedWith } from '#domain/instances/together.ts'
import type { FieldDefinition, Params } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import { changedDrafts, type Draft, type Drafts, draftsOf, problemsOf, valuesOf } from './drafts.ts'

interface DraftsOptions {
  fields: readonly FieldDefinition[]
  /** What is stored when the form is first shown; later ones are begun with by `begin`. */
  initial: Params
}

type Problems = Readonly<Record<string, string>>

interface State {
  readonly stored: Params
  readonly drafts: Drafts
  readonly errors: Problems
  /** Counts new beginnings, so that inputs begin anew with each. */
  readonly turn: number
}

/** The state of a form over catalogue fields: drafts, what is wrong with them, and the values they stand for. */
export function useDrafts({ fields, initial }: DraftsOptions) {
  const format = useFormat()
  const [{ stored, drafts, errors, turn }, setState] = useState<State>(() => ({
    stored: initial,
    drafts: draftsOf(fields, initial),
    errors: {},
    turn: 0,
  }))
  const change = useCallback(
    (key: string, draft: Draft) =>
      setState((state) => ({
        ...state,
        drafts: changedDrafts(fields, state.drafts, key, draft),
        errors: without(state.errors, key),
      })),
    [fields],
  )

  /** A value is judged when its input is left, not while it is being typed; others with it, such as an end with its beginning. */
  const leave = useCallback(
    (left: string) =>
      setState((state) => {
        const problems = problemsOf(fields, state.drafts, format)
        const judged = judgedWith(left)
        // An empty required field is no mistake until one tries to save.
        const found = judged.filter((key) => problems[key] !== undefined && state.drafts[key] !== '')
        const errors = {
          ...judged.slice(1).reduce(without, state.errors),
          ...Object.fromEntries(found.map((key) => [key, problems[key] ?? ''])),
        }
        return { ...state, errors }
      }),
    [fields, format],
  )

  /** What is wrong with everything as it stands, whether it is shown yet or not. */
  const problems = useMemo(() => problemsOf(fields, drafts, format), [fields, drafts, format])

  /** Puts problems beside their inputs, until these are changed. */
  const refuse = useCallback(
    (problems: Problems) => setState((state) => ({ ...state, errors: { ...state.errors, ...problems } })),
    [],
  )

  /** Judges everything; returns the problems by key, in the order of the form. */
  function validate(): Problems {
    setState((state) => ({ ...state, errors: problems }))
    return problems
  }

  /** Begins anew with what is stored, and with more in the inputs where there is more. */
  const begin = useCallback(
    (next: Params, startWith = next) =>
      setState((state) => ({
        stored: next,
        drafts: draftsOf(fields, startWith),
        errors: {},
        turn: state.turn + 1,
      })),
    [fields],
  )

  const values = useMemo(() => valuesOf(fields, drafts, stored), [fields, drafts, stored])
  return { stored, drafts, errors, problems, values, turn, change, leave, validate, refuse, begin }
}

export type FormDrafts = ReturnType<typeof useDrafts>

function without(all: Problems, key: string): Problems {
  if (!(key in all)) return all
  const { [key]: _, ...rest } = all
  return rest
}

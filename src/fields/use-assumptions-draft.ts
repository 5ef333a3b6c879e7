import { useMemo, useState } from 'react'
import { currentMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { assumptionsSchema } from '#domain/scenarios/assumptions.ts'
import { withStatedMonths } from '#domain/scenarios/stated-months.ts'
import type { ContentDraft } from './content-draft.ts'
import { useDrafts } from './use-drafts.ts'

interface AssumptionsDraftOptions {
  /** What is stored when the form is first shown, sparse. */
  initial: Params
  /** What applies where nothing is stored, such as the profile's assumptions: shown as placeholders. */
  inherited?: Params
}

const nothingInherited: Params = {}

/** What is being written into the form of a scenario's or a profile's assumptions. */
export function useAssumptionsDraft(options: AssumptionsDraftOptions) {
  const { initial, inherited = nothingInherited } = options
  const fields = useMemo(
    () => assumptionFields.map((field) => ({ ...field, default: inherited[field.key] ?? field.default })),
    [inherited],
  )
  const form = useDrafts({ fields, initial })
  const [today] = useState(() => currentMonth(new Date()))
  const { stored, values, refuse, begin } = form

  function validate(): string[] {
    const problems = form.validate()
    if (Object.keys(problems).length > 0) return Object.keys(problems)
    // What depends on several values is judged with the inherited ones, as the projection will use them.
    const issues = assumptionsSchema.safeParse({ ...inherited, ...values }).error?.issues ?? []
    const crossed = Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message]))
    refuse(crossed)
    return Object.keys(crossed)
  }

  return {
    fields,
    inherited,
    form,
    began: stored,
    content: withStatedMonths(stored, values, today, inherited),
    isDirty: fields.some((field) => values[field.key] !== stored[field.key]),
    validate,
    refuse: (problems) =>
      refuse(
        Object.fromEntries(
          Object.entries(problems).map(([field, message]) => [field.replace(/^assumptions\./, ''), message]),
        ),
      ),
    begin,
  } satisfies ContentDraft<Params> & Record<string, unknown>
}

export type AssumptionsDraft = ReturnType<typeof useAssumptionsDraft>

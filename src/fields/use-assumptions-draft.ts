import { useMemo, useState } from 'react'
import { currentMonth, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { expectedHousehold } from '#domain/projection/expected-household.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { assumptionsSchema } from '#domain/scenarios/assumptions.ts'
import { withStatedMonths } from '#domain/scenarios/stated-months.ts'
import { partsInTheWay, taxesTwo } from '#domain/scenarios/taxpayers.ts'
import type { ContentDraft } from './content-draft.ts'
import { useDrafts } from './use-drafts.ts'

interface AssumptionsDraftOptions {
  /** What is stored when the form is first shown, sparse. */
  initial: Params
  /** What applies where nothing is stored, such as the profile's assumptions: shown as placeholders. */
  inherited?: Params
  /** What these assumptions are projected with: it tells what a balance that moves on is stated with. */
  holdings: readonly PlanInstance[]
}

const nothingInherited: Params = {}

/** What is being written into the form of a scenario's or a profile's assumptions. */
export function useAssumptionsDraft(options: AssumptionsDraftOptions) {
  const { initial, inherited = nothingInherited, holdings } = options
  const fields = useMemo(
    () => assumptionFields.map((field) => ({ ...field, default: inherited[field.key] ?? field.default })),
    [inherited],
  )
  const form = useDrafts({ fields, initial })
  const [today] = useState(() => currentMonth(new Date()))
  const { stored, values, refuse, begin } = form

  const content = useMemo(() => {
    const expectedIn = (month: Month) =>
      expectedHousehold(
        { instances: holdings, assumptions: { ...inherited, ...stored }, startMonth: month },
        month,
      )
    return withStatedMonths({ before: stored, after: values, today, inherited, expectedIn })
  }, [stored, values, today, inherited, holdings])

  // What depends on several values is judged with the inherited ones, as the projection will use them.
  const crossed = useMemo(() => {
    const issues = assumptionsSchema.safeParse({ ...inherited, ...values }).error?.issues ?? []
    const parts = taxesTwo(inherited, stored) && !taxesTwo(inherited, values) ? partsInTheWay(holdings) : null
    return {
      ...Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message])),
      ...(parts !== null && { taxpayers: parts }),
    }
  }, [inherited, stored, values, holdings])

  function validate(): string[] {
    const problems = form.validate()
    if (Object.keys(problems).length > 0) return Object.keys(problems)
    refuse(crossed)
    return Object.keys(crossed)
  }

  return {
    fields,
    inherited,
    form,
    began: stored,
    content,
    /** What is stored with what is typed, since the household's month moves on. */
    expected: assumptionFields.filter(({ key, type }) => type !== 'month' && content[key] !== values[key]),
    isDirty: fields.some((field) => values[field.key] !== stored[field.key]),
    /** Why it cannot be saved as it stands, or null. */
    problem: Object.values({ ...crossed, ...form.problems })[0] ?? null,
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

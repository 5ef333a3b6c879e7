/** What stands in TypeScript and in SQL: the migrated database is asked for its own, and has the app's. */
import { expect, it } from 'vitest'
import { applicationSchema } from '#data/applications/application.ts'
import { feedbackKinds } from '#data/feedback/feedback.api.ts'
import { themes } from '#data/profiles/profiles.api.ts'
import { scenarioStatuses } from '#data/scenarios/scenario.ts'
import { planActionSchema } from '#data/shapes/plan.ts'
import { documentLimits } from '#domain/documents/formats.ts'
import { instanceKinds } from '#domain/instances/catalogue.ts'
import { instanceStatusSchema, nameLimit } from '#domain/instances/schema.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

interface Problem {
  field: string
  max: number | null
  options: string[] | null
}

const contentProblems = async () =>
  sql<Problem[]>`
    select field, max::float8, options from private.content_problems(array[
      (null, 'none', repeat('x', 1000), 'none', '{}', null, null)::private.content_row])`

const optionsOf = (problems: Problem[], field: string) =>
  problems.find((problem) => problem.field === field && problem.options)?.options?.toSorted()

it('has the kinds and statuses of investments, and the length of a name', async () => {
  const problems = await contentProblems()
  expect(optionsOf(problems, 'kind')).toEqual(instanceKinds.toSorted())
  expect(optionsOf(problems, 'status')).toEqual(instanceStatusSchema.options.toSorted())
  expect(problems.find(({ field }) => field === 'name')?.max).toBe(nameLimit)
  const entities =
    await sql`select distinct entity from private.field_definitions where entity <> 'assumptions'`
  expect(entities.map(({ entity }) => entity).sort()).toEqual(instanceKinds.toSorted())
})

it('has the statuses of scenarios and the themes of profiles', async () => {
  const ofScenario = await sql<Problem[]>`
    select field, max::float8, options from private.scenario_column_problems(
      jsonb_populate_record(null::public.scenarios, '{"name": "x", "status": "none"}'))`
  expect(optionsOf(ofScenario, 'status')).toEqual(scenarioStatuses.toSorted())
  const ofProfile = await sql<Problem[]>`
    select field, max::float8, options from private.profile_column_problems(
      jsonb_populate_record(null::public.profiles, '{"theme": "none", "currency": "AUD", "locale": "en"}'))`
  expect(optionsOf(ofProfile, 'theme')).toEqual(themes.toSorted())
})

/** The texts that a check allows of a column. */
async function allowed(table: string, column: string): Promise<string[]> {
  const rows = await sql<{ words: string }[]>`
    select pg_get_constraintdef(oid) as words from pg_constraint
    where conrelid = ${`public.${table}`}::regclass and contype = 'c'
      and conkey = array[(select attnum from pg_attribute
        where attrelid = ${`public.${table}`}::regclass and attname = ${column})]`
  return rows.flatMap(({ words }) => [...words.matchAll(/'([a-z_]+)'/g)].map(([, text]) => text!)).sort()
}

it('has the operations and the actions of history', async () => {
  expect(await allowed('scenario_applications', 'operation')).toEqual(
    applicationSchema.shape.operation.options.toSorted(),
  )
  expect(await allowed('scenario_application_items', 'action')).toEqual(planActionSchema.options.toSorted())
})

it('has the kinds of feedback', async () => {
  for (const kind of [...feedbackKinds, 'none']) {
    const [answer] = await sql<{ problem: unknown }[]>`
      select private.feedback_problem(jsonb_populate_record(null::public.feedback,
        ${sql.json({ score: 4, kind, context: {} })})) as problem`
    expect(answer!.problem === null, `${kind}: ${answer!.problem}`).toBe(kind !== 'none')
  }
})

it('has the limits that the app knows', async () => {
  const rows = await sql<{ name: string; value: string }[]>`select name, value from private.limits`
  const limits = new Map(rows.map(({ name, value }) => [name, Number(value)]))
  expect(limits.get('max_document_bytes')).toBe(documentLimits.bytes)
  expect(limits.get('max_instances')).toBe(documentLimits.instances)
  expect(limits.get('max_scenario_instances')).toBe(documentLimits.instances)
})

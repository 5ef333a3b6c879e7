/** What stands in TypeScript and in SQL: the migrated database is asked for its own, and has the app's. */
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { applicationItemSchema, applicationSchema } from '#data/applications/application.ts'
import { feedbackKinds, maxCommentLength } from '#data/feedback/feedback.api.ts'
import { findingSchema } from '#data/operator-status/operator-status.api.ts'
import { defaultCurrency, themes } from '#data/profiles/profiles.api.ts'
import { scenarioLimits, scenarioStatuses } from '#data/scenarios/scenario.ts'
import { applicationAnswerSchema, planActions } from '#data/shapes/plan.ts'
import { decisions } from '#domain/changes/decisions.ts'
import { documentLimits } from '#domain/documents/formats.ts'
import { instanceKinds } from '#domain/instances/catalogue.ts'
import { instanceStatusSchema, nameLimit } from '#domain/instances/schema.ts'
import { offeredLocales } from '#domain/money/locales.ts'
import { currencyOptions } from '#features/settings/locale-options.ts'
import { definitionsSchema } from '../../scripts/catalogue/definitions.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { integritySchema } from '../support/operations-answers.ts'
import { alertSchema, judgedGatesSchema } from '../support/rollout-answers.ts'
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

it('the database has the kinds and statuses of investments, and the length of a name', async () => {
  const problems = await contentProblems()
  expect(optionsOf(problems, 'kind')).toEqual(instanceKinds.toSorted())
  expect(optionsOf(problems, 'status')).toEqual(instanceStatusSchema.options.toSorted())
  expect(problems.find(({ field }) => field === 'name')?.max).toBe(nameLimit)
  const entities =
    await sql`select distinct entity from private.field_definitions where entity <> 'assumptions'`
  expect(entities.map(({ entity }) => entity).sort()).toEqual(instanceKinds.toSorted())
})

const scenarioProblems = async (scenario: Record<string, string | string[]>) =>
  sql<Problem[]>`
    select field, max::float8, options from private.column_problems(
      jsonb_populate_record(null::public.scenarios, ${sql.json({ name: 'x', status: 'draft', ...scenario })}))`

const profileProblems = async (profile: Record<string, string>) =>
  sql<Problem[]>`
    select field, max::float8, options from private.column_problems(
      jsonb_populate_record(null::public.profiles,
        ${sql.json({ theme: 'auto', currency: 'AUD', locale: 'en', ...profile })}))`

it('the database has the statuses of scenarios and the themes of profiles', async () => {
  expect(optionsOf(await scenarioProblems({ status: 'none' }), 'status')).toEqual(scenarioStatuses.toSorted())
  expect(optionsOf(await profileProblems({ theme: 'none' }), 'theme')).toEqual(themes.toSorted())
})

it('the database takes assumptions together that the app takes for one decision, where half of it would say something else', async () => {
  for (const { key, leads, with: others } of decisions.assumptions.filter(({ key }) => key !== 'tax')) {
    const rows = await sql`
      select key from private.field_definitions where entity = 'assumptions' and private.statement_of(key) = ${key}`
    expect(rows.map((row) => row.key).sort(), key).toEqual([...leads, ...others].sort())
  }
})

it('the database takes descriptions, tags and comments as long as the app does, and no longer', async () => {
  const { description, tag, tags } = scenarioLimits
  const words = (number: number) => Array.from({ length: number }, (_, index) => `tag ${index}`)
  expect(await scenarioProblems({ description: 'x'.repeat(description), tags: ['x'.repeat(tag)] })).toEqual(
    [],
  )
  expect(await scenarioProblems({ tags: words(tags) })).toEqual([])
  expect(await scenarioProblems({ description: 'x'.repeat(description + 1) })).toMatchObject([
    { field: 'description', max: description },
  ])
  expect(await scenarioProblems({ tags: ['x'.repeat(tag + 1)] })).toMatchObject([{ field: 'tags', max: tag }])
  expect(await scenarioProblems({ tags: words(tags + 1) })).toMatchObject([{ field: 'tags' }])
  for (const [length, problem] of [
    [maxCommentLength, null],
    [maxCommentLength + 1, 'wrong_length'],
  ] as const) {
    const answer = await sole(sql`
      select private.feedback_problem(jsonb_populate_record(null::public.feedback,
        ${sql.json({ comment: 'x'.repeat(length), context: {} })})) as problem`)
    expect(answer.problem).toBe(problem)
  }
})

it('the database takes every currency and locale that the app offers, and begins with that of the app', async () => {
  const fieldsOfProblems = async (profile: Record<string, string>) =>
    (await profileProblems(profile)).map(({ field }) => field)
  expect(await fieldsOfProblems({ currency: 'none', locale: 'no locale' })).toEqual(['currency', 'locale'])
  for (const { value } of currencyOptions('en'))
    expect(await fieldsOfProblems({ currency: value }), value).toEqual([])
  for (const locale of offeredLocales) expect(await fieldsOfProblems({ locale }), locale).toEqual([])
  const first = await sole(sql`
    select column_default from information_schema.columns
    where table_schema = 'public' and table_name = 'profiles' and column_name = 'currency'`)
  expect(first.column_default).toBe(`'${defaultCurrency}'::text`)
})

/** The texts that a check allows of a column. */
async function allowed(table: string, column: string): Promise<string[]> {
  const rows = await sql<{ words: string }[]>`
    select pg_get_constraintdef(oid) as words from pg_constraint
    where conrelid = ${table}::regclass and contype = 'c'
      and conkey = array[(select attnum from pg_attribute
        where attrelid = ${table}::regclass and attname = ${column})]`
  return rows.flatMap(({ words }) => [...words.matchAll(/'([a-z_]+)'/g)].map(([, text]) => sure(text))).sort()
}

it('the database has the operations, the statuses and the actions of history', async () => {
  expect(await allowed('public.scenario_applications', 'operation')).toEqual(
    applicationSchema.shape.operation.options.toSorted(),
  )
  for (const { shape } of [applicationSchema, applicationAnswerSchema])
    expect(await allowed('public.scenario_applications', 'status')).toEqual(shape.status.options.toSorted())
  expect(await allowed('public.scenario_application_items', 'action')).toEqual(
    applicationItemSchema.shape.action.options.toSorted(),
  )
  expect(applicationItemSchema.shape.action.options).toEqual(expect.arrayContaining([...planActions]))
})

/** The options that a gate is refused with. */
async function optionsOfGate(field: 'test' | 'on_breach'): Promise<string[]> {
  const gate = { phase: 'internal', name: 'a_gate', metric: 'errors', test: 'absolute', on_breach: 'hold' }
  const refusal = await sql`insert into public.rollout_gates ${sql({ ...gate, [field]: 'none' })}`.catch(
    (error: unknown) => error,
  )
  expect(refusal).toBeInstanceOf(postgres.PostgresError)
  const detail = JSON.parse(sure((refusal as postgres.PostgresError).detail))
  expect(detail).toMatchObject({ field, problem: 'not_an_option' })
  return detail.options.toSorted()
}

it('the database has the tests, the verdicts and the consequences of gates', async () => {
  const { test, verdict, on_breach } = judgedGatesSchema.element.shape
  expect(await optionsOfGate('test')).toEqual(test.options.toSorted())
  expect(await optionsOfGate('on_breach')).toEqual(on_breach.options.toSorted())
  expect(await allowed('public.rollout_verdicts', 'verdict')).toEqual(verdict.options.toSorted())
  expect(await allowed('public.rollout_alerts', 'kind')).toEqual(alertSchema.shape.kind.options.toSorted())
})

it('the database has the severities of findings, the parts of integrity and the types of fields', async () => {
  expect(await allowed('private.finding_kinds', 'severity')).toEqual(
    findingSchema.shape.severity.options.toSorted(),
  )
  const parts = await sql`select distinct part from private.invariants()`
  expect(parts.map(({ part }) => part).sort()).toEqual(integritySchema.element.shape.part.options.toSorted())
  expect(await allowed('private.field_definitions', 'type')).toEqual(
    definitionsSchema.element.shape.type.options.toSorted(),
  )
})

it('the database has the kinds of feedback', async () => {
  for (const kind of [...feedbackKinds, 'none']) {
    const answer = await sole(sql<{ problem: unknown }[]>`
      select private.feedback_problem(jsonb_populate_record(null::public.feedback,
        ${sql.json({ score: 4, kind, context: {} })})) as problem`)
    expect(answer.problem === null, `${kind}: ${answer.problem}`).toBe(kind !== 'none')
  }
})

it('the database has the limits that the app knows', async () => {
  const rows = await sql<{ name: string; value: string }[]>`select name, value from private.limits`
  const limits = new Map(rows.map(({ name, value }) => [name, Number(value)]))
  expect(limits.get('max_document_bytes')).toBe(documentLimits.bytes)
  expect(limits.get('max_instances')).toBe(documentLimits.instances)
  expect(limits.get('max_scenario_instances')).toBe(documentLimits.instances)
})

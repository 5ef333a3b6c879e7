/** What the app asks of the database, each as the HTTP request it sends and as the statement that PostgREST makes of it. */
import { randomUUID } from 'node:crypto'
import { instanceColumns } from '#data/instances/instance.ts'
import { scenarioInstanceColumns } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioColumns } from '#data/scenarios/scenario.ts'
import { type Person, visitEvents } from './scale-fixtures.ts'

export interface Call {
  name: string
  method: 'GET' | 'POST' | 'PATCH'
  /** Below /rest/v1/. */
  path: string
  body?: object
  /** Answers one row with one column, `answer`. */
  sql: string
  values: string[]
}

const list = (name: string, table: string, columns: string, [field, value]: string[] = []): Call => ({
  name,
  method: 'GET',
  path: `${table}?select=${columns.replaceAll(' ', '')}&deleted_at=is.null${field ? `&${field}=eq.${value}` : ''}&order=id.asc&limit=1000`,
  sql: `select coalesce(json_agg(page), '[]') as answer from (
    select ${columns} from public.${table} where deleted_at is null ${field ? `and ${field} = $1` : ''} order by id limit 1000) as page`,
  values: value ? [value] : [],
})

const rpc = (name: string, args: Record<string, unknown>, types: Record<string, string> = {}): Call => ({
  name,
  method: 'POST',
  path: `rpc/${name}`,
  body: args,
  sql: `select public.${name}(${Object.keys(args).map((key, index) => `${key} => $${index + 1}::${types[key] ?? 'uuid'}`)}) as answer`,
  values: Object.values(args).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
})

/** As the app calls what only reads: by GET. */
const reading = ({ body, ...call }: Call): Call => ({
  ...call,
  method: 'GET',
  path: `${call.path}?${new URLSearchParams(body as Record<string, string>)}`,
})

export const listInstances = () => list('list instances', 'instances', instanceColumns)
export const listScenarios = () => list('list scenarios', 'scenarios', scenarioColumns)
export const listCopies = (scenarioId: string) =>
  list('copies of a scenario', 'scenario_instances', scenarioInstanceColumns, ['scenario_id', scenarioId])
export const previewApply = (scenarioId: string) =>
  reading(rpc('preview_apply', { p_scenario_id: scenarioId }))
export const applyScenario = (scenarioId: string, fingerprint: string) =>
  rpc(
    'apply_scenario',
    { p_scenario_id: scenarioId, p_request_id: randomUUID(), p_fingerprint: fingerprint },
    { p_fingerprint: 'text' },
  )
const recordTelemetry = () =>
  rpc('record_telemetry', { p_events: visitEvents() }, { p_events: 'text::jsonb' })

const getProfile = (): Call => ({
  name: 'profile',
  method: 'GET',
  path: 'profiles?select=currency,locale,theme,assumptions,version',
  sql: `select coalesce(json_agg(page), '[]') as answer from (
    select currency, locale, theme, assumptions, version from public.profiles) as page`,
  values: [],
})

const flags = (): Call => ({
  name: 'flags',
  method: 'GET',
  path: 'rpc/evaluate_feature_flags',
  sql: `select coalesce(json_agg(flag), '[]') as answer from public.evaluate_feature_flags() as flag`,
  values: [],
})

interface Copy {
  id: string
  version: number
  params: Record<string, unknown>
}

const editCopy = ({ id, version, params }: Copy, value: number): Call => {
  const changed = { ...params, ['balance' in params ? 'balance' : 'value']: value }
  return {
    name: 'edit a copy',
    method: 'PATCH',
    path: `scenario_instances?id=eq.${id}&version=eq.${version}&deleted_at=is.null&select=${scenarioInstanceColumns.replaceAll(' ', '')}`,
    body: { params: changed },
    sql: `with written as (update public.scenario_instances set params = $3::text::jsonb
        where id = $1 and version = $2 and deleted_at is null returning ${scenarioInstanceColumns})
      select coalesce(json_agg(written), '[]') as answer from written`,
    values: [id, String(version), JSON.stringify(changed)],
  }
}

/** Sends a call in somebody's name. */
export type Ask = (person: Person, call: Call) => Promise<unknown>

/** What the app asks when it opens, and the preview of a scenario. */
export const reads = ({ plannedId }: Person): Call[] => [
  listInstances(),
  listScenarios(),
  listCopies(plannedId),
  previewApply(plannedId),
]

export const callsAVisit = 16

/** Opens the app, looks at a scenario, changes five of its copies with a preview after the last, applies, and tells how it went. */
export async function visit(ask: Ask, person: Person): Promise<void> {
  for (const call of [getProfile(), flags(), listInstances(), listScenarios(), listCopies(person.plannedId)])
    await ask(person, call)
  const copies = (await ask(person, listCopies(person.usedId))) as Copy[]
  for (const copy of copies.slice(0, 5))
    await ask(person, editCopy(copy, 1_000 + Math.floor(Math.random() * 900_000)))
  const { fingerprint } = (await ask(person, previewApply(person.usedId))) as { fingerprint: string }
  await ask(person, applyScenario(person.usedId, fingerprint))
  await ask(person, listInstances())
  await ask(person, listCopies(person.usedId))
  await ask(person, recordTelemetry())
}

/**
 * The database's functions called over a PostgreSQL connection as a user, the way the API does it: for tests with
 * thousands of calls, and for those that must own the connection.
 */
import type postgres from 'postgres'
import {
  type ApplicationAnswer,
  applicationAnswerSchema,
  type Preview,
  previewSchema,
  type Resolutions,
} from '#data/shapes/plan.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { asUser } from './as-user.ts'

export interface StoredRow extends InstanceContent {
  id: string
  version: number
}

export interface StoredCopy extends StoredRow {
  source_instance_id: string | null
  base: InstanceContent | null
  base_version: number | null
}

export type Direct = ReturnType<typeof functionsAs>

type As = <Result>(work: (sql: postgres.ISql) => Promise<Result>) => Promise<Result>

/** Every conflict of a plan of an apply decided alike. */
export function takeEach({ items }: Preview, take: 'current' | 'proposed'): Resolutions {
  return Object.fromEntries(
    items.map(({ scenario_instance_id, fields }) => [
      sure(scenario_instance_id),
      Object.fromEntries(
        fields.filter(({ outcome }) => outcome === 'conflict').map(({ field }) => [field, { take }]),
      ),
    ]),
  )
}

/** Each call in a transaction of its own on any of the pool's connections. */
export function direct(sql: postgres.Sql, userId: string) {
  return functionsAs(userId, (work) => asUser(sql, userId, work))
}

/**
 * All calls on one connection that is this user's from now on; each statement commits by itself. Through a pooler the
 * connection of the server, and with it the user, would be another's at once.
 */
export async function directSession(sql: postgres.ReservedSql, userId: string): Promise<Direct> {
  await sql`
    select set_config('role', 'authenticated', false), set_config('request.jwt.claim.sub', ${userId}, false),
      set_config('request.jwt.claim.role', 'authenticated', false),
      set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role: 'authenticated' })}, false)`
  return functionsAs(userId, (work) => work(sql))
}

function functionsAs(userId: string, as: As) {
  const call = (name: string, values: Record<string, unknown>): Promise<unknown> =>
    as(async (transaction) => {
      const given = Object.entries(values).filter(([, value]) => value !== undefined)
      const list = given.map(([key], index) => `${key} => $${index + 1}`).join(', ')
      const row = await sole(
        transaction.unsafe(
          `select public.${name}(${list}) as answer`,
          given.map(([, value]) => value) as postgres.ParameterOrJSON<never>[],
        ),
      )
      return row.answer
    })

  return {
    userId,
    as,
    call,
    insertInstances: (rows: (InstanceContent & { kind: InstanceKind })[]) =>
      as(async (transaction) => {
        // As other clients may write them: with zeros that no browser keeps.
        const values = rows.map(({ kind, name, status, params }) => ({
          kind,
          name,
          status,
          params: JSON.stringify(params).replace(
            /(?<=":)-?\d+(\.\d+)?(?=[,}])/g,
            (number, fraction) => number + (fraction ? '0' : '.0'),
          ),
        }))
        const inserted = await transaction`
          insert into public.instances (kind, name, status, params)
          select value ->> 'kind', value ->> 'name', value ->> 'status', (value ->> 'params')::jsonb
          from jsonb_array_elements(${transaction.json(values)}) with ordinality as given (value, position)
          order by position returning id`
        return inserted.map(({ id }) => id as string)
      }),
    updateContent: (
      table: 'instances' | 'scenario_instances',
      id: string,
      { name, status, params }: InstanceContent,
    ) =>
      as(
        (transaction) => transaction`
        update ${transaction(table)} set name = ${name}, status = ${status}, params = ${transaction.json(params)} where id = ${id}`,
      ),
    deleteRow: (table: 'instances' | 'scenario_instances', id: string) =>
      as((transaction) => transaction`update ${transaction(table)} set deleted_at = now() where id = ${id}`),
    instances: (ids: string[]) =>
      as(
        (transaction) => transaction<StoredRow[]>`
        select id, name, status, params, version from public.instances
        where id = any (${ids}) and deleted_at is null order by array_position(${ids}, id)`,
      ),
    /** Content exactly as it is stored, to the last digit. */
    texts: (ids: string[]) =>
      as(async (transaction) => {
        const rows = await transaction<{ text: string }[]>`
          select concat_ws(' ', id, name, status, params) as text from public.instances
          where id = any (${ids}) and deleted_at is null order by id`
        return rows.map(({ text }) => text)
      }),
    copies: (scenarioId: string) =>
      as(
        (transaction) => transaction<StoredCopy[]>`
        select id, name, status, params, version, source_instance_id, base, base_version from public.scenario_instances
        where scenario_id = ${scenarioId} and deleted_at is null order by created_at, id`,
      ),
    createScenario: async (instanceIds: string[]) => {
      const answer = await call('create_scenario', {
        p_request_id: crypto.randomUUID(),
        p_name: 'What if',
        p_instance_ids: instanceIds,
      })
      return (answer as { scenario: { id: string } }).scenario.id
    },
    preview: async (
      scenarioId: string,
      resolutions: Resolutions = {},
      ids?: string[],
      assumptions?: string[],
    ): Promise<Preview> =>
      previewSchema.parse(
        await call('preview_apply', {
          p_scenario_id: scenarioId,
          p_resolutions: resolutions,
          p_scenario_instance_ids: ids,
          p_assumptions: assumptions,
        }),
      ),
    apply: async (input: {
      scenarioId: string
      fingerprint: string
      requestId?: string
      resolutions?: Resolutions
      ids?: string[]
      assumptions?: string[]
    }): Promise<ApplicationAnswer> =>
      applicationAnswerSchema.parse(
        await call('apply_scenario', {
          p_scenario_id: input.scenarioId,
          p_request_id: input.requestId ?? crypto.randomUUID(),
          p_fingerprint: input.fingerprint,
          p_resolutions: input.resolutions ?? {},
          p_scenario_instance_ids: input.ids,
          p_assumptions: input.assumptions,
        }),
      ),
    refresh: async (scenarioId: string, requestId: string = crypto.randomUUID(), ids?: string[]) =>
      applicationAnswerSchema.parse(
        await call('refresh_scenario_instances', {
          p_scenario_id: scenarioId,
          p_request_id: requestId,
          p_scenario_instance_ids: ids,
        }),
      ),
    previewRevert: async (applicationId: string, resolutions: Resolutions = {}) =>
      previewSchema.parse(
        await call('preview_revert', { p_application_id: applicationId, p_resolutions: resolutions }),
      ),
    revert: async (input: {
      applicationId: string
      fingerprint: string
      requestId?: string
      resolutions?: Resolutions
    }) =>
      applicationAnswerSchema.parse(
        await call('revert_application', {
          p_application_id: input.applicationId,
          p_request_id: input.requestId ?? crypto.randomUUID(),
          p_fingerprint: input.fingerprint,
          p_resolutions: input.resolutions ?? {},
        }),
      ),
  }
}

/** What is measured, and the bare SQL beside it: the same rows read or written by a statement that decides nothing. */
import type { BenchUser } from './apply-fixtures.ts'

export interface Operation {
  name: string
  statement: (user: BenchUser) => string
  bare: (user: BenchUser) => string
  /** Whether the bare statement runs as the user, under row level security; else as the owner of the tables. */
  bareUnderRls?: true
  /** What the owner takes away before the bare statement, outside the time. */
  bareWithout?: string
  /** At most this many times the bare statement. */
  bar: number | null
}

const changes = `'{"growth_rate": 2.5, "weekly_rent": 640, "loan_rate": 5.5}'`

const contentOf = (row: string) =>
  `jsonb_build_object('name', ${row}.name, 'status', ${row}.status, 'params', ${row}.params)`

const threeFields = `'[{"field": "params.growth_rate", "base": 3, "current": 3, "proposed": 4, "outcome": "proposed_only", "resolution": null, "result": 4}, {"field": "params.weekly_rent", "base": 550, "current": 550, "proposed": 600, "outcome": "proposed_only", "resolution": null, "result": 600}, {"field": "params.loan_rate", "base": 6.1, "current": 6.1, "proposed": 5.9, "outcome": "proposed_only", "resolution": null, "result": 5.9}]'`

interface Items {
  instanceId: string
  copyId: string
  action: string
  before: string
  after: string
  beforeVersion: string
  afterVersion: string
  fields: string
}

/** Whatever an operation writes it also writes to the history, an item for each row: so does the bare statement. */
const withHistory = (user: BenchUser, operation: string, written: string, items: Items) => `
  with ${written},
  application as (
    insert into public.scenario_applications (user_id, operation, status) values ('${user.id}', '${operation}', 'success') returning id
  )
  insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id, lineage_id,
    kind, action, before, after, before_version, after_version, fields)
  select '${user.id}', application.id, ${items.instanceId}, ${items.copyId}, lineage_id, kind, '${items.action}',
    ${items.before}, ${items.after}, ${items.beforeVersion}, ${items.afterVersion}, ${items.fields}
  from written, application`

/** Update reality, then what the copies of it were compared with, and write the history of it. */
const bareWrite = (user: BenchUser, operation: string, scenarioId: string) =>
  withHistory(
    user,
    operation,
    `written as (
      update public.instances set params = params || ${changes} where user_id = '${user.id}'
      returning id, lineage_id, kind, name, status, params, version
    ),
    copies as (
      update public.scenario_instances as copy set base = ${contentOf('written')}, base_version = written.version
      from written where copy.source_instance_id = written.id and copy.scenario_id = '${scenarioId}'
    )`,
    {
      instanceId: 'written.id',
      copyId: 'null',
      action: 'update',
      before: contentOf('written'),
      after: contentOf('written'),
      beforeVersion: 'version - 1',
      afterVersion: 'version',
      fields: threeFields,
    },
  )

const bareRead = (user: BenchUser) => `
  select json_agg(rows) from (
    select copy, source from public.scenario_instances as copy
    left join public.instances as source on source.id = copy.source_instance_id
    where copy.scenario_id = '${user.scenarioId}' and copy.deleted_at is null
  ) as rows`

const bareCopies = (user: BenchUser, operation: string, from: string) =>
  withHistory(
    user,
    operation,
    `written as (
      insert into public.scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, status, params)
      select '${user.id}', '${user.emptyScenarioId}', ${from} returning *
    )`,
    {
      instanceId: 'source_instance_id',
      copyId: 'written.id',
      action: 'none',
      before: operation === 'copy' ? 'base' : 'null',
      after: contentOf('written'),
      beforeVersion: 'base_version',
      afterVersion: 'base_version',
      fields: `'[]'`,
    },
  )

const documentOf = (user: BenchUser) => `'${user.document}'::jsonb`

/** What the app reads of a list, page by page (src/data/answers.ts); as the owner, who asks for one user's rows. */
const list = (user: BenchUser, owned = '') =>
  ['00000000-0000-0000-0000-000000000000', ...user.pageEnds]
    .map(
      (afterId) => `select json_agg(page) from (
        select * from public.instances where ${owned} deleted_at is null and id > '${afterId}' order by id limit 1000
      ) as page`,
    )
    .join(';')

const insertNew = (user: BenchUser) => `
  insert into public.scenario_instances (scenario_id, name, kind, params)
  select '${user.emptyScenarioId}', name, kind, params from public.instances`

export const operations: Operation[] = [
  {
    name: 'list',
    statement: (user) => list(user),
    bare: (user) => list(user, `user_id = '${user.id}' and`),
    bar: null,
  },
  {
    name: 'preview',
    statement: (user) => `select preview_apply('${user.scenarioId}')`,
    bare: bareRead,
    bareUnderRls: true,
    bar: 2,
  },
  {
    name: 'apply',
    statement: (user) =>
      `select apply_scenario('${user.scenarioId}', gen_random_uuid(), '${user.fingerprint}')`,
    bare: (user) => bareWrite(user, 'apply', user.scenarioId),
    bar: 3,
  },
  {
    name: 'revert',
    statement: (user) =>
      `select revert_application('${user.applicationId}', gen_random_uuid(), '${user.revertFingerprint}')`,
    bare: (user) => bareWrite(user, 'revert', user.revertedScenarioId),
    bar: 3,
  },
  {
    name: 'refresh',
    statement: (user) => `select refresh_scenario_instances('${user.scenarioId}', gen_random_uuid())`,
    bare: (user) =>
      withHistory(
        user,
        'refresh',
        `written as (
          update public.scenario_instances as copy
          set params = copy.params || '{"annual_expenses": 6500}', base_version = source.version, base = ${contentOf('source')}
          from public.instances as source
          where source.id = copy.source_instance_id and copy.scenario_id = '${user.scenarioId}' and source.version <> copy.base_version
          returning copy.*
        )`,
        {
          instanceId: 'source_instance_id',
          copyId: 'written.id',
          action: 'none',
          before: contentOf('written'),
          after: contentOf('written'),
          beforeVersion: 'base_version',
          afterVersion: 'base_version',
          fields: threeFields,
        },
      ),
    bar: 3,
  },
  {
    name: 'copy',
    statement: (user) =>
      `select copy_instances_to_scenario('${user.emptyScenarioId}', '${user.instanceIds}')`,
    bare: (user) =>
      bareCopies(
        user,
        'copy',
        `lineage_id, id, ${contentOf('instance')}, version, name, kind, status, params
        from public.instances as instance where user_id = '${user.id}'`,
      ),
    bar: 2,
  },
  {
    name: 'import',
    statement: (user) => `select import_scenario(${documentOf(user)}, gen_random_uuid())`,
    bare: (user) =>
      bareCopies(
        user,
        'import',
        `lineage_id, source_instance_id, base, 0, name, kind, status, params
        from jsonb_to_recordset(${documentOf(user)} -> 'instances') as entry
          (lineage_id uuid, source_instance_id uuid, base jsonb, name text, kind text, status text, params jsonb)`,
      ),
    bar: 4,
  },
  {
    name: 'insert (flags)',
    statement: insertNew,
    bare: insertNew,
    bareUnderRls: true,
    bareWithout: `drop policy "Scenario instances are added while the feature is on" on public.scenario_instances;
      alter table public.scenario_instances disable trigger a_require_feature`,
    bar: 1.05,
  },
]

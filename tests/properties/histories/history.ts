/**
 * A random history is carried out twice: by the database, as its users do it, and by the model. After each step both hold the same
 * reality, scenarios, versions and records. Two sessions of one user take turns; a third person must never be touched.
 */
import { deepStrictEqual } from 'node:assert'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type postgres from 'postgres'
import {
  type Application,
  type Content,
  type Copy,
  copyOf,
  type Decide,
  type Decision,
  type Item,
  Model,
  type Row,
  sorted,
} from './model.ts'

const acts = {
  createInstance: 3,
  editInstance: 6,
  deleteInstance: 2,
  restoreInstance: 2,
  purgeInstance: 1,
  createScenario: 3,
  copy: 3,
  propose: 9,
  deleteCopy: 2,
  restoreCopy: 2,
  addNew: 3,
  bulkEdit: 2,
  apply: 9,
  refresh: 4,
  revert: 7,
  duplicate: 3,
  exportAndImport: 2,
  setPrimary: 1,
  deleteScenario: 1,
  restoreScenario: 1,
  purgeScenario: 1,
  replay: 2,
  reachForForeign: 1,
} as const
type Act = keyof typeof acts

export interface Step {
  act: Act
  /** Which of the rows there are, and which of a second kind. */
  which: number
  other: number
  /** Some of several, by bits; 0: all. */
  some: number
  content: Content
  decisions: number[]
  isStale: boolean
}

/** Few values, so that base, reality and proposals meet in every way. */
const content: fc.Arbitrary<Content> = fc
  .record({
    name: fc.constantFrom('Deposit', 'Savings'),
    status: fc.constantFrom('active', 'active', 'active', 'archived'),
    value: fc.constantFrom(100, 200, 300),
    interest_rate: fc.constantFrom(undefined, 1, 2),
  })
  .map(({ name, status, value, interest_rate }) => ({
    name,
    status,
    params: interest_rate === undefined ? { value } : { value, interest_rate },
  }))

export const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    ...Object.entries(acts).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as Act) })),
  ),
  which: fc.nat(11),
  other: fc.nat(11),
  some: fc.nat(7),
  content,
  decisions: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
  isStale: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
})

export const history = (steps: number) =>
  fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' })

/** With something in it from the beginning, so that few steps meet nothing: three holdings, two scenarios of them, a new one in both. */
const beginnings: Step[] = (
  ['createInstance', 'createInstance', 'createInstance', 'createScenario', 'addNew', 'duplicate'] as const
).map((act) => ({
  act,
  which: 0,
  other: 0,
  some: 0,
  content: { name: 'Deposit', status: 'active', params: { value: 100 } },
  decisions: [1],
  isStale: false,
}))

interface Answer {
  application_id: string
  status: string
  fingerprint: string
  replayed: boolean
  scenario: { id: string }
  items: StoredItem[]
}
interface StoredItem {
  scenario_instance_id: string | null
  instance_id: string | null
  action: string
  after: Content | null
  fields: { field: string; outcome: string }[]
}

const pick = <T>(rows: readonly T[], at: number): T | undefined => rows[at % (rows.length || 1)]
const some = <T>(rows: readonly T[], bits: number) =>
  rows.filter((_, index) => bits === 0 || (bits >> (index % 3)) % 2 === 1)
const outcomesOf = (fields: StoredItem['fields']) =>
  Object.fromEntries(fields.map(({ field, outcome }) => [field, outcome]))
const text = (value: unknown) => JSON.stringify(value)
const content0 = (value: Content | null) => value && sorted(value)
const byText = <T>(rows: T[]) => rows.sort((a, b) => (text(a) < text(b) ? -1 : 1))

class World {
  readonly model = new Model()
  private readonly sql: postgres.Sql
  readonly userId: string
  private readonly otherId: string
  private foreign = { instance: '', scenario: '', state: '' }
  private last: { name: string; values: Record<string, unknown>; answer: Answer } | undefined
  steps = 0

  constructor(sql: postgres.Sql, userId: string, otherId: string) {
    this.sql = sql
    this.userId = userId
    this.otherId = otherId
  }

  // The database

  as<T>(userId: string, work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
    return this.sql.begin(async (transaction) => {
      await transaction`
        select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${userId}, true),
          set_config('request.jwt.claim.role', 'authenticated', true),
          set_config('request.jwt.claims', ${text({ sub: userId, role: 'authenticated' })}, true)`
      return work(transaction)
    }) as Promise<T>
  }

  async call(name: string, values: Record<string, unknown>, userId = this.userId): Promise<Answer> {
    return this.as(userId, async (transaction) => {
      const keys = Object.keys(values).filter((key) => values[key] !== undefined)
      const [row] = await transaction.unsafe(
        `select public.${name}(${keys.map((key, index) => `${key} => $${index + 1}`).join(', ')}) as answer`,
        keys.map((key) => values[key]) as postgres.ParameterOrJSON<never>[],
      )
      return row!.answer
    })
  }

  async refused(code: string, work: () => Promise<unknown>): Promise<void> {
    const found = await work().then(
      () => 'no refusal',
      (error: { code?: string }) => error.code ?? String(error),
    )
    deepStrictEqual(found, code)
  }

  /** One that may be repeated, and is, by another step. */
  private async request(name: string, values: Record<string, unknown>): Promise<Answer> {
    const answer = await this.call(name, values)
    this.last = { name, values, answer }
    return answer
  }

  private async state(userId: string) {
    const [row] = await this.sql`
      select
        (select coalesce(json_agg(json_build_object('id', id, 'lineage', lineage_id, 'version', version,
          'isDeleted', deleted_at is not null, 'content', json_build_object('name', name, 'status', status, 'params', params))), '[]')
          from public.instances where user_id = ${userId}) as instances,
        (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'isPrimary', is_primary, 'isDeleted', deleted_at is not null)), '[]')
          from public.scenarios where user_id = ${userId}) as scenarios,
        (select coalesce(json_agg(json_build_object('id', id, 'scenario', scenario_id, 'lineage', lineage_id,
          'source', source_instance_id, 'base', base, 'baseVersion', base_version, 'agreed', agreed_fields,
          'isDeleted', deleted_at is not null, 'content', json_build_object('name', name, 'status', status, 'params', params))
          order by created_at, id), '[]')
          from public.scenario_instances where user_id = ${userId}) as copies,
        (select coalesce(json_agg(json_build_object('id', id, 'scenario', scenario_id, 'operation', operation, 'status', status,
          'isStale', stale, 'total', items_total, 'applied', items_applied, 'conflicts', conflict_count,
          'reverts', reverted_application_id)), '[]')
          from public.scenario_applications where user_id = ${userId}) as applications,
        (select coalesce(json_agg(json_build_object('application', application_id, 'copy', scenario_instance_id,
          'instance', instance_id, 'action', action, 'before', before, 'after', after, 'beforeVersion', before_version,
          'afterVersion', after_version, 'fields', fields)), '[]')
          from public.scenario_application_items where user_id = ${userId}) as items`
    return row as unknown as {
      instances: { id: string; lineage: string; content: Content }[]
      scenarios: object[]
      copies: Copy[]
      applications: { id: string }[]
      items: (Item & { application: string; fields: StoredItem['fields'] })[]
    }
  }

  private async storedCopies(): Promise<Copy[]> {
    return (await this.state(this.userId)).copies
  }

  /** Both tell the same. */
  async compare(): Promise<void> {
    const stored = await this.state(this.userId)
    const { model } = this
    const withSorted = <T extends { content: Content }>(row: T) => ({
      ...row,
      content: content0(row.content),
    })
    const copyRow = (copy: Copy) => ({
      ...withSorted(copy),
      base: content0(copy.base),
      agreed: [...copy.agreed].sort(),
    })
    const isBulk = new Set(
      model.applications.filter(({ operation }) => operation === 'bulk_edit').map(({ id }) => id),
    )
    const itemRow = (application: string, item: Item) => ({
      application,
      copy: item.copy,
      instance: item.instance,
      action: item.action,
      before: content0(item.before),
      after: item.afterVersion === undefined ? null : content0(item.after),
      // Those of proposals are their own.
      versions: isBulk.has(application) ? [] : [item.beforeVersion, item.afterVersion],
      outcomes: Object.fromEntries(Object.entries(item.outcomes).sort()),
    })
    const known = {
      instances: byText([...model.instances.values()].map(withSorted)),
      scenarios: byText([...model.scenarios.values()]),
      copies: [...model.copies.values()].map(copyRow),
      applications: byText(model.applications.map(({ items: _items, ...application }) => application)),
      items: byText(model.applications.flatMap(({ id, items }) => items.map((item) => itemRow(id, item)))),
    }
    const keysAs = <T extends object>(rows: T[], like: object[]) => {
      const keys = Object.keys(like[0] ?? {})
      return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key as keyof T]])))
    }
    deepStrictEqual(
      {
        instances: byText(keysAs(stored.instances.map(withSorted), known.instances)),
        scenarios: byText(keysAs(stored.scenarios, known.scenarios)),
        copies: keysAs(stored.copies.map(copyRow), known.copies),
        applications: byText(keysAs(stored.applications, known.applications)),
        items: byText(
          stored.items.map((item) =>
            itemRow(item.application, { ...item, outcomes: outcomesOf(item.fields), isAboutTwin: false }),
          ),
        ),
      },
      JSON.parse(text(known)),
    )
  }

  // What is recorded

  private note(
    answer: { application_id: string },
    operation: string,
    scenario: string | null,
    items: Item[],
    more: Partial<Application> = {},
  ) {
    this.model.applications.push({
      id: answer.application_id,
      scenario,
      operation,
      status: 'success',
      isStale: false,
      total: items.length,
      applied: items.length,
      conflicts: 0,
      reverts: null,
      items: items.map(copyOf),
      ...more,
    })
  }

  private item(copy: Copy, more: Partial<Item>): Item {
    return {
      copy: copy.id,
      instance: copy.source,
      action: 'none',
      before: null,
      after: null,
      beforeVersion: null,
      afterVersion: null,
      outcomes: {},
      isAboutTwin: false,
      ...more,
    }
  }

  /** Copies that came into a scenario, in their order, as the model says they should be. */
  private async adopt(expected: Omit<Copy, 'id'>[]): Promise<Copy[]> {
    const added = (await this.storedCopies()).filter(({ id }) => !this.model.copies.has(id))
    deepStrictEqual(added.length, expected.length)
    return expected.map((copy, index) => {
      const row = { id: added[index]!.id, ...copyOf(copy) }
      this.model.copies.set(row.id, row)
      return row
    })
  }

  private copied(scenario: string, ids: string[]): Omit<Copy, 'id'>[] {
    return ids.map((id) => {
      const { lineage, content: now, version } = this.model.instances.get(id)!
      return {
        scenario,
        lineage,
        source: id,
        base: now,
        baseVersion: version,
        content: now,
        agreed: [],
        isDeleted: false,
      }
    })
  }

  private copiedItems = (copies: Copy[]) =>
    copies.map((copy) =>
      this.item(copy, {
        before: copy.base,
        after: copy.base,
        beforeVersion: copy.baseVersion,
        afterVersion: copy.baseVersion,
      }),
    )

  // Plans and what comes of them

  private decide(decisions: number[]): {
    decide: Decide
    resolutions: Record<string, Record<string, object>>
  } {
    const resolutions: Record<string, Record<string, object>> = {}
    let asked = 0
    const known = new Map<string, Decision>()
    return {
      resolutions,
      decide: (key, field) => {
        const name = `${key} ${field}`
        if (!known.has(name)) {
          const choice = decisions[asked++ % decisions.length]!
          const decision: Decision =
            choice === 0
              ? undefined
              : choice > 4 && field.startsWith('params.')
                ? { value: choice * 100 > 500 ? 7 : 8 }
                : { take: choice % 2 ? 'current' : 'proposed' }
          known.set(name, decision)
          if (decision) resolutions[key] = { ...resolutions[key], [field]: decision }
        }
        return known.get(name)
      },
    }
  }

  private expectPlan(rows: Row[], items: StoredItem[]) {
    const planned = rows.filter(({ action, fields }) => action !== 'none' || fields.length > 0)
    deepStrictEqual(
      byText(
        items.map((item) => ({
          copy: item.scenario_instance_id,
          instance: item.instance_id,
          action: item.action,
          after: content0(item.after),
          outcomes: Object.fromEntries(Object.entries(outcomesOf(item.fields)).sort()),
        })),
      ),
      byText(
        planned.map((row) => ({
          copy: row.copyId,
          instance: row.instance,
          action: row.action,
          after: content0(row.after),
          outcomes: Object.fromEntries(row.fields.map(({ field, outcome }) => [field, outcome]).sort()),
        })),
      ),
    )
  }

  private async conclude(
    operation: 'apply' | 'revert',
    rows: Row[],
    answer: Answer,
    scenario: string | null,
    reverts: string | null,
    isStale: boolean,
  ) {
    const conflicts = rows
      .flatMap(({ fields }) => fields)
      .filter(({ outcome }) => outcome === 'conflict').length
    const total = rows.filter(({ action, fields }) => action !== 'none' || fields.length > 0).length
    const isConflict = isStale || rows.some(({ isOpen }) => isOpen)
    deepStrictEqual(answer.status, isConflict ? 'conflict' : 'success')
    if (isConflict)
      return this.note(answer, operation, scenario, [], {
        status: 'conflict',
        isStale,
        total,
        applied: 0,
        conflicts,
        reverts,
      })
    const stored = await this.state(this.userId)
    const made = new Map(answer.items.map((item) => [item.scenario_instance_id, item.instance_id]))
    const applied = rows.filter(({ action, twin }) => action !== 'none' || twin !== null).length
    const items = this.model.carryOut(operation, rows, (copy) => {
      const id = made.get(copy.id)!
      const { lineage } = stored.instances.find((instance) => instance.id === id)!
      return { id, lineage, mustBeNew: !this.model.isKnownLineage(lineage) }
    })
    this.note(answer, operation, scenario, items, { total, applied, conflicts, reverts })
  }

  // Steps

  async begin() {
    await this
      .sql`insert into auth.users (id, email) select id, id || '@example.com' from unnest(${[this.userId, this.otherId]}::uuid[]) as id`
    const [row] = await this.as(
      this.otherId,
      (transaction) =>
        transaction`insert into public.instances (name, kind, params) values ('Theirs', 'cash', '{"value": 1}') returning id`,
    )
    const made = await this.call(
      'create_scenario',
      { p_request_id: randomUUID(), p_name: 'Theirs', p_instance_ids: [row!.id] },
      this.otherId,
    )
    this.foreign = {
      instance: row!.id,
      scenario: made.scenario.id,
      state: text(await this.state(this.otherId)),
    }
  }

  async end() {
    deepStrictEqual(text(await this.state(this.otherId)), this.foreign.state)
    const broken = await this.sql`
      select name, sample_ids from json_to_recordset(public.verify_integrity()) as invariant (name text, sample_ids uuid[], user_ids uuid[])
      where ${this.userId} = any (user_ids)`
    deepStrictEqual(
      broken.map(({ name, sample_ids }) => ({ name, sample_ids })),
      [],
    )
  }

  forget = () => this.sql`delete from auth.users where id = any (${[this.userId, this.otherId]})`

  private update = (table: string, id: string, values: Content) =>
    this.as(
      this.userId,
      (transaction) => transaction`
        update ${transaction(table)} set name = ${values.name}, status = ${values.status}, params = ${transaction.json(values.params)}
        where id = ${id}`,
    )
  private setDeleted = (table: string, id: string, isDeleted: boolean) =>
    this.as(
      this.userId,
      (transaction) =>
        transaction`update ${transaction(table)} set deleted_at = ${isDeleted ? new Date() : null} where id = ${id}`,
    )

  async take(given: Step): Promise<void> {
    const { model } = this
    const scenario = pick(model.liveScenarios(), given.which)
    const anyScenario = pick([...model.scenarios.values()], given.which)
    const instance = pick([...model.instances.values()], given.which)
    const copy = pick([...model.copies.values()], given.which)
    const isChanged = (was: Content) => text(sorted(was)) !== text(sorted(given.content))
    const requestId = randomUUID()
    switch (given.act) {
      case 'createInstance': {
        const [row] = await this.as(
          this.userId,
          (transaction) => transaction`
            insert into public.instances (name, kind, status, params)
            values (${given.content.name}, 'cash', ${given.content.status}, ${transaction.json(given.content.params)})
            returning id, lineage_id`,
        )
        model.instances.set(row!.id, {
          id: row!.id,
          lineage: row!.lineage_id,
          content: given.content,
          version: 1,
          isDeleted: false,
        })
        return
      }
      case 'editInstance':
        if (!instance) return
        if (instance.isDeleted && isChanged(instance.content))
          return this.refused('PT409', () => this.update('instances', instance.id, given.content))
        await this.update('instances', instance.id, given.content)
        return model.edit(instance, given.content)
      case 'deleteInstance':
      case 'restoreInstance':
        if (!instance) return
        await this.setDeleted('instances', instance.id, given.act === 'deleteInstance')
        instance.isDeleted = given.act === 'deleteInstance'
        return
      case 'purgeInstance':
        if (!instance?.isDeleted) return
        await this.sql`delete from public.instances where id = ${instance.id}`
        return model.purge(instance)
      case 'createScenario': {
        const ids = some(model.live(), given.some).map(({ id }) => id)
        const answer = await this.request('create_scenario', {
          p_request_id: requestId,
          p_name: 'What if',
          p_instance_ids: ids,
        })
        const { id } = answer.scenario
        model.scenarios.set(id, { id, name: 'What if', isPrimary: false, isDeleted: false })
        return this.note(answer, 'create', id, this.copiedItems(await this.adopt(this.copied(id, ids))))
      }
      case 'copy': {
        if (!scenario) return
        const ids = some(model.live(), given.some).map(({ id }) => id)
        if (ids.length === 0) return
        await this.call('copy_instances_to_scenario', { p_scenario_id: scenario.id, p_instance_ids: ids })
        const held = new Set(model.copiesIn(scenario.id).map(({ source }) => source))
        const copies = await this.adopt(
          this.copied(
            scenario.id,
            ids.filter((id) => !held.has(id)),
          ),
        )
        if (copies.length === 0) return
        const [row] = await this.sql`
          select id from public.scenario_applications where user_id = ${this.userId} and id <> all (${model.applications.map(({ id }) => id)})`
        return this.note({ application_id: row!.id }, 'copy', scenario.id, this.copiedItems(copies))
      }
      case 'propose': {
        if (!copy) return
        const isRefused =
          isChanged(copy.content) && (copy.isDeleted || model.scenarios.get(copy.scenario)!.isDeleted)
        if (isRefused)
          return this.refused('PT409', () => this.update('scenario_instances', copy.id, given.content))
        await this.update('scenario_instances', copy.id, given.content)
        if (isChanged(copy.content)) model.propose(copy, given.content)
        return
      }
      case 'deleteCopy':
      case 'restoreCopy': {
        const isDeleted = given.act === 'deleteCopy'
        if (!copy || copy.isDeleted === isDeleted) return
        if (model.scenarios.get(copy.scenario)!.isDeleted || (!isDeleted && model.hasOtherCopy(copy)))
          return this.refused('PT409', () => this.setDeleted('scenario_instances', copy.id, isDeleted))
        await this.setDeleted('scenario_instances', copy.id, isDeleted)
        copy.isDeleted = isDeleted
        return
      }
      case 'addNew': {
        if (!scenario) return
        const [row] = await this.as(
          this.userId,
          (transaction) => transaction`
            insert into public.scenario_instances (scenario_id, name, kind, status, params)
            values (${scenario.id}, ${given.content.name}, 'cash', ${given.content.status}, ${transaction.json(given.content.params)})
            returning id, lineage_id`,
        )
        model.copies.set(row!.id, {
          id: row!.id,
          scenario: scenario.id,
          lineage: row!.lineage_id,
          source: null,
          base: null,
          baseVersion: null,
          content: given.content,
          agreed: [],
          isDeleted: false,
        })
        return
      }
      case 'bulkEdit': {
        if (!scenario) return
        const chosen = some(model.copiesIn(scenario.id), given.some)
        if (chosen.length === 0) return
        const isSet = given.other % 2 === 0
        const change = isSet
          ? { 'params.value': { set: given.content.params.value! } }
          : { 'params.interest_rate': { add: 10 } }
        const answer = await this.request('bulk_edit_scenario_instances', {
          p_scenario_id: scenario.id,
          p_scenario_instance_ids: chosen.map(({ id }) => id),
          p_changes: change,
          p_request_id: requestId,
        })
        if (answer.status === 'failed') {
          // Steps add up past 100 percent.
          deepStrictEqual(
            chosen.some(({ content: { params } }) => (params.interest_rate ?? 4) + 10 > 100),
            true,
          )
          return this.note(answer, 'bulk_edit', scenario.id, [], { status: 'failed' })
        }
        const items = chosen.flatMap((row) => {
          const { params } = row.content
          const after = copyOf(row.content)
          // A missing rate is 4.
          if (isSet) after.params.value = given.content.params.value!
          else after.params.interest_rate = (params.interest_rate ?? 4) + 10
          if (text(sorted(after)) === text(sorted(row.content))) return []
          const item = this.item(row, { before: row.content, after })
          model.propose(row, after)
          return [item]
        })
        return this.note(answer, 'bulk_edit', scenario.id, items, { total: chosen.length })
      }
      case 'apply': {
        if (!scenario) return
        const chosen = some(model.copiesIn(scenario.id), given.some).map(({ id }) => id)
        const ids = given.some === 0 ? null : chosen
        if (ids?.length === 0) return
        const { decide, resolutions } = this.decide(given.decisions)
        const rows = model.planApply(scenario.id, ids, decide)
        const values = {
          p_scenario_id: scenario.id,
          p_scenario_instance_ids: ids,
          p_resolutions: resolutions,
        }
        const preview = await this.call('preview_apply', values)
        this.expectPlan(rows, preview.items)
        const answer = await this.request('apply_scenario', {
          ...values,
          p_request_id: requestId,
          p_fingerprint: given.isStale ? 'old' : preview.fingerprint,
        })
        return this.conclude('apply', rows, answer, scenario.id, null, given.isStale)
      }
      case 'refresh': {
        if (!scenario) return
        const answer = await this.request('refresh_scenario_instances', {
          p_scenario_id: scenario.id,
          p_request_id: requestId,
        })
        const { items, ...counts } = model.refresh(scenario.id)
        return this.note(answer, 'refresh', scenario.id, items, counts)
      }
      case 'revert': {
        const application = pick(
          model.applications
            .filter(({ operation }) => given.other === 0 || operation === 'apply' || operation === 'revert')
            .reverse(),
          given.which,
        )
        if (!application) return
        const isReverted = model.applications.some(
          ({ reverts, status }) => reverts === application.id && status === 'success',
        )
        const isRevertible =
          ['apply', 'revert'].includes(application.operation) &&
          application.status === 'success' &&
          !isReverted
        const { decide, resolutions } = this.decide(given.decisions)
        const values = { p_application_id: application.id, p_resolutions: resolutions }
        if (!isRevertible) return this.refused('PT409', () => this.call('preview_revert', values))
        const rows = model.planRevert(application, decide)
        const preview = await this.call('preview_revert', values)
        this.expectPlan(rows, preview.items)
        const request = {
          ...values,
          p_request_id: requestId,
          p_fingerprint: given.isStale ? 'old' : preview.fingerprint,
        }
        const isNothing = rows.every(
          ({ action, twin, fields }) =>
            action === 'none' && twin === null && fields.every(({ outcome }) => outcome !== 'conflict'),
        )
        if (isNothing && !given.isStale)
          return this.refused('PT409', () => this.call('revert_application', request))
        return this.conclude(
          'revert',
          rows,
          await this.request('revert_application', request),
          application.scenario,
          application.id,
          given.isStale,
        )
      }
      case 'duplicate': {
        if (!scenario || model.scenarios.size > 12) return
        const answer = await this.request('duplicate_scenario', {
          p_scenario_id: scenario.id,
          p_name: 'Again',
          p_request_id: requestId,
        })
        const { id } = answer.scenario
        model.scenarios.set(id, { id, name: 'Again', isPrimary: false, isDeleted: false })
        const copies = await this.adopt(
          model.copiesIn(scenario.id).map(({ id: _id, ...row }) => ({ ...row, scenario: id })),
        )
        return this.note(
          answer,
          'duplicate',
          id,
          copies.map((row) => this.item(row, { after: row.content })),
        )
      }
      case 'exportAndImport': {
        if (!scenario || model.scenarios.size > 12) return
        const rows = model.copiesIn(scenario.id)
        const fresh = rows.filter(({ source }) => source === null).map(({ lineage }) => lineage)
        if (new Set(fresh).size < fresh.length) return // which no file may say
        const document = {
          format: 'scenarios/scenario',
          version: 2,
          scenario: { name: 'From a file' },
          instances: rows.map(({ content: { name, status, params }, source, lineage, base }) => ({
            kind: 'cash',
            name,
            status,
            params,
            source_instance_id: source,
            lineage_id: lineage,
            base,
          })),
        }
        const answer = await this.request('import_scenario', {
          p_document: document,
          p_request_id: requestId,
        })
        const { id } = answer.scenario
        model.scenarios.set(id, { id, name: 'From a file', isPrimary: false, isDeleted: false })
        const copies = await this.adopt(
          rows.map(({ id: _id, ...row }) => {
            const source = row.source === null ? undefined : model.instances.get(row.source)
            const isReality = source && text(sorted(source.content)) === text(row.base && sorted(row.base))
            const baseVersion = row.source === null ? null : isReality ? source.version : 0
            return { ...row, scenario: id, agreed: [], baseVersion }
          }),
        )
        return this.note(
          answer,
          'import',
          id,
          copies.map((row) => this.item(row, { after: row.content })),
        )
      }
      case 'setPrimary':
        if (!scenario) return
        await this.call('set_primary_scenario', { p_scenario_id: scenario.id })
        for (const row of model.liveScenarios()) row.isPrimary = row === scenario
        return
      case 'deleteScenario':
      case 'restoreScenario': {
        const isDeleted = given.act === 'deleteScenario'
        if (!anyScenario || anyScenario.isDeleted === isDeleted) return
        await this.setDeleted('scenarios', anyScenario.id, isDeleted)
        if (!isDeleted && model.liveScenarios().some(({ isPrimary }) => isPrimary))
          anyScenario.isPrimary = false
        anyScenario.isDeleted = isDeleted
        return
      }
      case 'purgeScenario':
        if (!anyScenario?.isDeleted) return
        await this.sql`delete from public.scenarios where id = ${anyScenario.id}`
        return model.purgeScenario(anyScenario.id)
      case 'replay': {
        if (!this.last) return
        const again = await this.call(this.last.name, this.last.values)
        deepStrictEqual(
          [again.application_id, again.status, again.replayed],
          [this.last.answer.application_id, this.last.answer.status, true],
        )
        return this.refused('PT409', () =>
          this.call('create_scenario', {
            p_request_id: this.last!.values.p_request_id,
            p_name: 'Another thing',
          }),
        )
      }
      case 'reachForForeign': {
        const { foreign } = this
        await this.update('instances', foreign.instance, given.content)
        await this.setDeleted('scenarios', foreign.scenario, true)
        await this.refused('PT404', () => this.call('preview_apply', { p_scenario_id: foreign.scenario }))
        await this.refused('PT404', () =>
          this.call('apply_scenario', {
            p_scenario_id: foreign.scenario,
            p_request_id: requestId,
            p_fingerprint: 'old',
          }),
        )
        if (scenario)
          await this.refused('PT404', () =>
            this.call('copy_instances_to_scenario', {
              p_scenario_id: scenario.id,
              p_instance_ids: [foreign.instance],
            }),
          )
        return
      }
    }
  }
}

/** Carries a history out, from an account that is new to one that is deleted. Answers the number of its steps. */
export async function carryOutHistory(sql: postgres.Sql, steps: readonly Step[]): Promise<number> {
  const world = new World(sql, randomUUID(), randomUUID())
  await world.begin()
  try {
    for (const given of [...beginnings, ...steps]) {
      await world.take(given)
      await world.compare()
    }
    await world.end()
  } finally {
    await world.forget()
  }
  return steps.length
}

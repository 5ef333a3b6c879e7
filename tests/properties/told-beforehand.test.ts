/**
 * Whatever is done with properties and the loans on them, and with whom they belong to, in reality and in scenarios: a preview says
 * what an apply or an undo will refuse, in the same words, and nothing else is refused. Of two loans that do not fit any may be named.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ApplicationAnswer, Preview, Resolutions } from '#data/shapes/plan.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()
let user: Direct

const month = fc.constantFrom(undefined, '2030-01', '2031-01', '2032-01')
type Act =
  | ('edit real' | 'edit copy' | 'apply' | 'revert' | 'remove' | 'take out' | 'add' | 'copy')
  | ('duplicate' | 'restore' | 'refresh' | 'assume' | 'assume in scenario')
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('edit real', 'edit copy') },
  { weight: 5, arbitrary: fc.constantFrom('apply', 'revert') },
  { weight: 3, arbitrary: fc.constantFrom('remove', 'take out', 'add', 'copy', 'duplicate') },
  { weight: 1, arbitrary: fc.constantFrom('restore', 'refresh') },
)
/** Who is taxed, and whose what is, change more often than anything else. */
const actsOfPeople: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('edit real', 'apply') },
  { weight: 4, arbitrary: fc.constantFrom('edit copy', 'copy', 'revert') },
  { weight: 3, arbitrary: fc.constantFrom('assume', 'assume in scenario') },
  { weight: 1, arbitrary: fc.constantFrom('remove', 'take out', 'add', 'restore', 'refresh') },
)
const stepOf = (act: fc.Arbitrary<Act>, share: fc.Arbitrary<number | undefined>) =>
  fc.record({
    act,
    /** Which scenario, row or application: one of those there are. */
    which: fc.nat(30),
    /** Which property a loan is secured on, if any. */
    on: fc.nat(6),
    /** How much of it is the first person's; missing: all. */
    share,
    /** How many people are taxed; missing: what counts elsewhere. */
    people: fc.constantFrom(undefined, 1, 2),
    /** Whether the people of the scenario become those of reality with the rest. */
    withPeople: fc.boolean(),
    months: fc.record({ start_month: month, sale_month: month }),
    takes: fc.array(fc.constantFrom('current', 'proposed', 'later'), { minLength: 1, maxLength: 3 }),
  })
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer Value> ? Value : never

interface Stored {
  id: string
  kind: InstanceKind
  lineage_id: string
  params: Params
}

const pick = <Value>(list: readonly Value[], which: number) => list[which % (list.length || 1)]
const real = (isDeleted = false) => sql<Stored[]>`
  select id, kind, lineage_id, params from public.instances
  where user_id = ${user.userId} and (deleted_at is not null) = ${isDeleted} order by created_at, id`
const held = (scenarioId: string) => sql<Stored[]>`
  select id, kind, lineage_id, params from public.scenario_instances
  where scenario_id = ${scenarioId} and deleted_at is null order by created_at, id`

/** What may be refused for what it is: a loan that is not secured as it says, a part without a second person. */
async function tried(work: Promise<unknown>): Promise<void> {
  await work.catch((error: { code?: string }) => {
    if (error.code !== 'PT422' && error.code !== 'PT409') throw error
  })
}

function paramsOf(kind: InstanceKind, { on, months, share }: Step, properties: readonly Stored[]): Params {
  const { start_month, sale_month } = months
  const start = {
    ...(start_month !== undefined && { start_month }),
    ...(share !== undefined && { owner_share: share }),
  }
  if (kind === 'property') return { value: 5, ...start, ...(sale_month !== undefined && { sale_month }) }
  const property = on === 0 ? undefined : pick(properties, on)
  return { balance: 5, ...start, ...(property && { secured_on: property.lineage_id }) }
}

function answers({ conflicts }: Preview, takes: Step['takes'], key: 'scenario_instance_id' | 'instance_id') {
  const resolutions: Record<string, Resolutions[string]> = {}
  for (const [index, conflict] of conflicts.entries()) {
    const row = sure(conflict[key])
    resolutions[row] = { ...resolutions[row], [conflict.field]: { take: sure(pick(takes, index)) } }
  }
  return resolutions
}

function expectTold(told: Preview, done: ApplicationAnswer) {
  expect(done.status).toBe(told.error === null ? 'success' : 'failed')
  expect(done.error).toEqual(told.error)
}

async function apply(scenarioId: string, { takes, withPeople }: Step): Promise<string | null> {
  const assumptions = withPeople ? ['taxpayers'] : []
  const first = await user.preview(scenarioId, {}, undefined, assumptions)
  const resolutions = answers(first, takes, 'scenario_instance_id')
  const told = await user.preview(scenarioId, resolutions, undefined, assumptions)
  const done = await user.apply({ scenarioId, fingerprint: told.fingerprint, resolutions, assumptions })
  expectTold(told, done)
  return done.status === 'success' ? done.application_id : null
}

async function revert(applicationId: string, takes: Step['takes']): Promise<string | null> {
  const resolutions = answers(await user.previewRevert(applicationId), takes, 'instance_id')
  const told = await user.previewRevert(applicationId, resolutions)
  const done = await user
    .revert({ applicationId, fingerprint: told.fingerprint, resolutions })
    .catch((error: Error) => {
      expect(error.message).toContain('There is nothing to undo')
      return null
    })
  if (done === null) return null
  expectTold(told, done)
  return done.status === 'success' ? done.application_id : null
}

it.each([
  ['of loans and properties', stepOf(acts, fc.constant(undefined)), 1],
  ['of people and parts', stepOf(actsOfPeople, fc.constantFrom(undefined, 40, 40)), 2],
])(
  'a preview says what will be refused %s, and nothing else is',
  (_, step, people) =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 8 * (1 + people) }), async (steps) => {
        user = direct(sql, (await signUp()).id)
        await sql`update public.profiles set assumptions = ${sql.json({ taxpayers: people })} where user_id = ${user.userId}`
        const content = (kind: InstanceKind, params: Params) => ({
          ...{ kind, name: kind, status: 'active' as const, params },
        })
        await user.insertInstances([content('property', { value: 5 }), content('property', { value: 5 })])
        const [house] = await real()
        await user.insertInstances([content('loan', { balance: 5, secured_on: sure(house).lineage_id })])
        const scenarioIds = [
          await user.createScenario((await real()).map(({ id }) => id)),
          await user.createScenario(people === 2 ? [sure(house).id] : []),
        ]
        // A household of two tries what it would be for one of them.
        if (people === 2)
          await sql`update public.scenarios set assumptions = '{"taxpayers": 1}' where id = ${sure(scenarioIds[1])}`
        const applicationIds: string[] = []
        for (const given of steps) {
          const { act, which, takes } = given
          const scenarioId = sure(pick(scenarioIds, which))
          const [reality, copies] = [await real(), await held(scenarioId)]
          const properties = [...copies, ...reality].filter(({ kind }) => kind === 'property')
          const write = (table: 'instances' | 'scenario_instances', row: Stored | undefined) =>
            row &&
            tried(user.updateContent(table, row.id, content(row.kind, paramsOf(row.kind, given, properties))))
          if (act === 'edit real') await write('instances', pick(reality, which))
          else if (act === 'edit copy') await write('scenario_instances', pick(copies, which))
          else if (act === 'remove' || act === 'take out') {
            const row = pick(act === 'remove' ? reality : copies, which)
            if (row)
              await tried(user.deleteRow(act === 'remove' ? 'instances' : 'scenario_instances', row.id))
          } else if (act === 'restore') {
            const row = pick(await real(true), which)
            if (row)
              await tried(
                user.as((one) => one`update public.instances set deleted_at = null where id = ${row.id}`),
              )
          } else if (act === 'add') {
            const kind = which % 2 === 0 ? 'property' : 'loan'
            await tried(
              user.as(
                (one) => one`
                insert into public.scenario_instances (scenario_id, kind, name, params)
                values (${scenarioId}, ${kind}, ${kind}, ${one.json(paramsOf(kind, given, properties))})`,
              ),
            )
          } else if (act === 'copy') {
            const row = pick(reality, which)
            if (row)
              await tried(
                user.call('copy_instances_to_scenario', {
                  p_scenario_id: scenarioId,
                  p_instance_ids: [row.id],
                }),
              )
          } else if (act === 'duplicate') {
            const answer = await user.call('duplicate_scenario', {
              p_scenario_id: scenarioId,
              p_name: 'Again',
              p_request_id: crypto.randomUUID(),
            })
            scenarioIds.push((answer as { scenario: { id: string } }).scenario.id)
          } else if (act === 'assume' || act === 'assume in scenario') {
            const assumptions = given.people === undefined ? {} : { taxpayers: given.people }
            await tried(
              user.as((one) =>
                act === 'assume'
                  ? one`update public.profiles set assumptions = ${one.json(assumptions)}`
                  : one`update public.scenarios set assumptions = ${one.json(assumptions)} where id = ${scenarioId}`,
              ),
            )
          } else if (act === 'refresh') await tried(user.refresh(scenarioId))
          else if (act === 'apply') {
            const id = await apply(scenarioId, given)
            if (id !== null) applicationIds.push(id)
          } else {
            const undone = pick(applicationIds, which)
            const id = undone === undefined ? null : await revert(undone, takes)
            if (id !== null) applicationIds.splice(applicationIds.indexOf(sure(undone)), 1, id)
          }
        }
        const integrity = await sole(sql`select public.verify_integrity() as answer`)
        expect(
          (integrity.answer as { violations: number }[]).filter(({ violations }) => violations > 0),
        ).toEqual([])
      }),
      { numRuns: 20 },
    ),
  600_000,
)

/** Sixty-four connections on a few users' instances at once; the checker must find an order that explains every answer. */
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { direct } from '../support/direct.ts'
import { contentOf } from '../support/factories.ts'
import { adminConnection, signUp, stack } from '../support/stack.ts'
import { type Event, type Final, unexplained } from './checker.ts'
import { runClient, type Shared, type Tally } from './clients.ts'

const users = 8
const connections = 64
const operations = 200
const seconds = 100

const admin = adminConnection()

it(
  'explains every answer of 64 clients that edit, apply, refresh and revert the same instances',
  async () => {
    const sql = postgres(stack.dbUrl, { max: connections, onnotice: () => {} })
    const events: Event[] = []
    const tally: Tally = { done: {}, givenUp: 0, errors: [], operations: 0 }
    try {
      const groups = await Promise.all(Array.from({ length: users }, async () => prepare(events)))
      const clients = Array.from({ length: connections }, (_, index) => sure(groups[index % users]))
      const deadline = Date.now() + seconds * 1_000
      await Promise.all(
        clients.map(({ userId, shared }, index) =>
          runClient(
            direct(sql, userId),
            shared,
            { operations, deadline, seed: index + 1, name: `client ${index}` },
            events,
            tally,
          ),
        ),
      )
      console.info(
        `concurrency: ${tally.operations} of ${connections * operations} operations within ${seconds} s:`,
        `${JSON.stringify(tally.done)}, given up ${tally.givenUp}`,
      )

      expect(tally.errors).toEqual([])
      const ids = groups.flatMap(({ shared }) => shared.instanceIds)
      expect(unexplained(events, await finalState(ids))).toEqual([])
      expect(await historyWithoutItsEvents(events, ids)).toEqual([])
      expect(await inversions(ids)).toBe(0)
      // A machine four times slower than need be is cut off; fewer would prove little.
      expect(tally.operations).toBeGreaterThan((connections * operations) / 4)
      expect(tally.done.apply ?? 0).toBeGreaterThan(tally.operations / 8)
      expect(tally.givenUp).toBeLessThan((tally.done.apply ?? 0) * 0.1)
      const integrity = await sole(admin`select public.verify_integrity() as answer`)
      for (const { name, violations } of integrity.answer as { name: string; violations: number }[])
        expect(violations, name).toBe(0)
    } finally {
      await sql.end({ timeout: 5 })
    }
  },
  (seconds + 60) * 1_000,
)

async function prepare(events: Event[]): Promise<{ userId: string; shared: Shared }> {
  const { id: userId } = await signUp()
  const user = direct(admin, userId)
  const contents = Array.from({ length: 16 }, (_, index) => ({
    kind: 'property' as const,
    name: `House ${index}`,
    status: 'active' as const,
    params: { value: 500_000, growth_rate: 3, weekly_rent: 400 },
  }))
  const instanceIds = await user.insertInstances(contents)
  for (const [index, instanceId] of instanceIds.entries())
    events.push({
      name: 'insert',
      touches: [{ instanceId, version: 1, content: contentOf(sure(contents[index])) }],
    })
  const scenarioIds = [await user.createScenario(instanceIds), await user.createScenario(instanceIds)]
  return { userId, shared: { instanceIds, scenarioIds, applied: [] } }
}

async function finalState(ids: string[]): Promise<Final> {
  const rows =
    await admin`select id, version, name, status, params from public.instances where id = any (${ids})`
  return new Map(
    rows.map((row) => [
      row.id as string,
      { version: row.version as number, content: contentOf(row as never) },
    ]),
  )
}

/** Entries of the history that tell another story than the answers did. */
async function historyWithoutItsEvents(events: Event[], ids: string[]) {
  const answered = new Set(
    events.flatMap(({ touches }) =>
      touches.flatMap(({ instanceId, version, content, fields }) =>
        content && fields ? [`${instanceId} ${version} ${canonical(content)}`] : [],
      ),
    ),
  )
  const rows = await admin`
    select item.instance_id, item.before_version, item.after_version, item.after
    from public.scenario_application_items as item join public.scenario_applications as application on application.id = item.application_id
    where item.action = 'update' and application.status = 'success' and application.operation <> 'edit'
      and item.instance_id = any (${ids})`
  expect(rows.length).toBe(answered.size)
  return rows.filter(
    ({ instance_id, before_version, after_version, after }) =>
      before_version !== after_version - 1 ||
      !answered.has(`${instance_id} ${after_version} ${canonical(after)}`),
  )
}

/** How many neighbours of the history of an instance, by the version that each wrote, are told in the other order. */
async function inversions(ids: string[]) {
  const row = await sole(admin`
    select count(*)::int as number from (
      select item.created_at, application.created_at as recorded_at,
        lag(item.created_at) over version as before, lag(application.created_at) over version as recorded_before
      from public.scenario_application_items as item join public.scenario_applications as application on application.id = item.application_id
      where item.action = 'update' and item.instance_id = any (${ids})
      window version as (partition by item.instance_id order by item.after_version)
    ) as neighbours
    where created_at <= before or recorded_at <= recorded_before or recorded_at < created_at`)
  return row.number
}

function canonical({ name, status, params }: { name: string; status: string; params: object }) {
  return JSON.stringify([name, status, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))])
}

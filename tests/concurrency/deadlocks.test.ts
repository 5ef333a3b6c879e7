/**
 * Whoever writes in another order than our functions do: operators' SQL, and accounts that end. It ends well or as busy, in a
 * code that the documents know, and no value is lost.
 */
import type postgres from 'postgres'
import { afterEach, describe, expect, it } from 'vitest'
import { addressAs, superuser } from '../../scripts/stack/hosted-project.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { type Direct, directSession, takeEach } from '../support/direct.ts'
import { newInstance } from '../support/factories.ts'
import { openSession, persistently, type Session, untilWaiting } from '../support/locks.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, stack } from '../support/stack.ts'

const sql = adminConnection()
const sessions: Session[] = []
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.end()))
})

async function open(): Promise<Session> {
  const session = await openSession(addressAs(superuser, stack.serverUrl))
  // Found at once, so that many crossings take little time; which a superuser alone may ask for.
  await session.sql`set deadlock_timeout = '10ms'`
  await session.sql`set session authorization postgres`
  sessions.push(session)
  return session
}

async function person() {
  const { id } = await signUp()
  const session = await open()
  return { id, ...session, user: await directSession(session.sql, id) }
}

/** The code of what it was refused with, or null. */
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: postgres.PostgresError) => error.code,
  )

describe('an operator who writes copies before instances', () => {
  /** Some instances, each with a copy; `value` is what the user edits and applies, `weekly_rent` what the operator does. */
  async function prepare(user: Direct, count: number) {
    const instanceIds = await user.insertInstances(
      Array.from({ length: count }, () => ({
        ...newInstance({ kind: 'property', params: { value: 1, weekly_rent: 0 } }),
      })),
    )
    const scenarioId = await user.createScenario(instanceIds)
    const copies = await user.copies(scenarioId)
    return { instanceIds, scenarioId, copyIds: copies.map(({ id }) => id) }
  }

  const raise = (session: Session, table: 'instances' | 'scenario_instances', ids: string[]) =>
    session.sql`
      update ${session.sql(table)}
      set params = params || jsonb_build_object('weekly_rent', (params -> 'weekly_rent')::integer + 1) where id = any (${ids})`

  const raised = async (ids: string[]) => {
    const rows =
      await sql`select params -> 'weekly_rent' as rent from public.instances where id = any (${ids})`
    return [...new Set(rows.map(({ rent }) => rent as number))]
  }

  it('meets an apply: one of them gives way, and is carried out when sent again', async () => {
    const { user, pid } = await person()
    const { instanceIds, scenarioId, copyIds } = await prepare(user, 2)
    const operator = await open()
    await user.as((own) => own`update public.scenario_instances set params = params || '{"value": 2}'`)
    const { fingerprint } = await user.preview(scenarioId)
    const requestId = crypto.randomUUID()

    await operator.sql`begin`
    await raise(operator, 'scenario_instances', copyIds)
    const applying = user.apply({ scenarioId, fingerprint, requestId })
    const applied = codeOf(applying)
    await untilWaiting(sql, pid)
    const correcting = codeOf(raise(operator, 'instances', instanceIds))
    const corrected = await correcting
    await operator.sql.unsafe(corrected === null ? 'commit' : 'rollback')
    const codes = [await applied, corrected]
    expect([
      ['PT503', null],
      [null, '40P01'],
    ]).toContainEqual(codes)

    if (corrected !== null) {
      await operator.sql`begin`
      await raise(operator, 'scenario_instances', copyIds)
      await raise(operator, 'instances', instanceIds)
      await operator.sql`commit`
    } else {
      const { fingerprint: next } = await user.preview(scenarioId)
      expect(
        await user.apply({ scenarioId, fingerprint: next, requestId: crypto.randomUUID() }),
      ).toMatchObject({
        status: 'success',
      })
    }
    const rows = await sql`select params from public.instances where id = any (${instanceIds})`
    expect(rows.map(({ params }) => params)).toEqual(Array(2).fill({ value: 2, weekly_rent: 1 }))
  })

  it('crosses edits, applies and bulk edits again and again, and no value is lost', async () => {
    const { id, user } = await person()
    const { instanceIds, scenarioId, copyIds } = await prepare(user, 8)
    const operators = await Promise.all(Array.from({ length: 2 }, open))
    const second = await person()
    const other = await directSession(second.sql, id)
    const codes = new Set<string>()
    let corrections = 0
    let value = 1
    let isOver = false

    const correct = async (operator: Session) => {
      for (let round = 0; round < 60; round++) {
        await operator.sql`begin`
        try {
          // Each of the two in an order of its own, neither in ours.
          await raise(operator, 'scenario_instances', copyIds)
          await raise(operator, 'instances', instanceIds)
          await operator.sql`commit`
          corrections++
        } catch (error) {
          await operator.sql`rollback`
          codes.add(`operator ${(error as postgres.PostgresError).code}`)
        }
      }
    }
    const noting = async (work: () => Promise<unknown>) => {
      const code = await codeOf(work())
      if (code !== null) codes.add(`user ${code}`)
      return code === null
    }
    const editing = async () => {
      while (!isOver)
        await noting(() =>
          other.as(
            (own) => own`
            update public.instances set params = params || '{"growth_rate": 5}' where id = any (${instanceIds})`,
          ),
        )
    }
    const applying = async () => {
      while (!isOver) {
        const changes = { 'params.value': { set: value + 1 } }
        const isEdited = await noting(() =>
          user.call('bulk_edit_scenario_instances', {
            p_scenario_id: scenarioId,
            p_scenario_instance_ids: null,
            p_changes: changes,
            p_request_id: crypto.randomUUID(),
          }),
        )
        if (!isEdited) continue
        await noting(async () => {
          const plan = await user.preview(scenarioId)
          const resolutions = takeEach(plan, 'current')
          const answer = await user.apply({ scenarioId, fingerprint: plan.fingerprint, resolutions })
          if (answer.status === 'success') value++
        })
      }
    }
    const users = [editing(), applying()]
    await Promise.all(operators.map(correct))
    isOver = true
    await Promise.all(users)

    expect([...codes].filter((code) => !/^user (PT503|40P01)$|^operator 40P01$/.test(code))).toEqual([])
    expect(corrections).toBeGreaterThan(0)
    expect(await raised(instanceIds)).toEqual([corrections])
    const now = await sole(sql`select params from public.instances where id = ${sure(instanceIds[0])}`)
    expect(now.params).toMatchObject({ value, growth_rate: 5 })
  }, 60_000)
})

describe('the end of an account', () => {
  const endOf = (session: Session, id: string) => session.sql`delete from auth.users where id = ${id}`

  it('waits for an operation that is under way', async () => {
    const { id, sql: own, user } = await person()
    const [instanceId] = await user.insertInstances([newInstance()])
    await own`begin`
    // Rows of reality first; the history that follows refers to the account.
    await own`update public.instances set name = 'Edited' where id = ${sure(instanceId)}`
    const authServer = await open()
    const ending = codeOf(endOf(authServer, id))
    await untilWaiting(sql, authServer.pid)
    await user.createScenario([sure(instanceId)])
    await own`commit`
    expect(await ending).toBeNull()
    expect(await sql`select from public.instances where user_id = ${id}`).toHaveLength(0)
    expect(refusalOf(await user.createScenario([]).catch((error) => error)).reason).toBe('account_deleted')
  })

  it('is waited for by what begins meanwhile, for two seconds, and known once it is over', async () => {
    const { id, user, pid } = await person()
    await user.insertInstances([newInstance()])
    const authServer = await open()
    await authServer.sql`begin`
    await endOf(authServer, id)
    const inVain: Promise<unknown> = user.insertInstances([newInstance()])
    expect(await inVain.catch(refusalOf)).toEqual({ reason: 'busy', lock: 'account' })
    const writing = user.createScenario([]).catch((error) => error)
    await untilWaiting(sql, pid)
    await authServer.sql`commit`
    expect(refusalOf(await writing).reason).toBe('account_deleted')
  })

  it('crosses applies, edits, feedback and telemetry of many, and never fails', async () => {
    const endings = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const [authServer, own] = [await open(), await open()]
        const codes: (string | null)[] = []
        for (let round = 0; round < 12; round++) {
          const { id } = await signUp()
          const user = await directSession(own.sql, id)
          const instanceIds = await user.insertInstances(Array.from({ length: 10 }, () => newInstance()))
          const scenarioId = await user.createScenario(instanceIds)
          const event = { session_id: crypto.randomUUID(), name: 'page_load', value: 1 }
          const telemetry = () => user.call('record_telemetry', { p_events: [event] as never })
          await telemetry()
          await user.as((it) => it`update public.scenario_instances set params = params || '{"value": 2}'`)
          const { fingerprint } = await user.preview(scenarioId)
          const writes = [
            () => user.apply({ scenarioId, fingerprint }),
            () => user.as((it) => it`update public.instances set name = 'Edited'`),
            () => user.as((it) => it`insert into public.feedback (score) values (3)`),
            telemetry,
          ]
          const [ended, ...written] = await Promise.all([
            codeOf(endOf(authServer, id)),
            ...Array.from({ length: 4 }, (_, index) => codeOf(sure(writes[(round + index) % 4])())),
          ])
          expect(ended).toBeNull()
          codes.push(...sure(written))
          await own.sql`reset role`
        }
        return codes
      }),
    )
    for (const code of endings.flat()) expect([null, 'PT401', 'PT503']).toContain(code)
  }, 60_000)
})

it('feedback and a change of the profile wait in one order', async () => {
  const { id, user } = await person()
  const others = await Promise.all(
    Array.from({ length: 3 }, async () => directSession((await open()).sql, id)),
  )
  const codes = await Promise.all(
    [user, ...others].map(async (session, index) => {
      const seen: (string | null)[] = []
      for (let round = 0; round < 15; round++)
        seen.push(
          await codeOf(
            persistently(() =>
              session.as((own) =>
                index % 2 === 0
                  ? own`insert into public.feedback (score) values (4)`
                  : own`update public.profiles set theme = ${round % 2 ? 'dark' : 'light'}`,
              ),
            ),
          ),
        )
      return seen
    }),
  )
  // Feedback has a limit a day.
  for (const code of codes.flat()) expect([null, 'PT422']).toContain(code)
})

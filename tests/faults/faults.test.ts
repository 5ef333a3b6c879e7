/**
 * Whatever dies in the middle of an apply: all of it is written or nothing, and the retry with the same request id
 * ends in exactly one application. On a stack of its own, since it is killed.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sole } from '../../scripts/sure.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { type Direct, directSession } from '../support/direct.ts'
import { ownStack } from '../support/own-stack.ts'
import { signUp } from '../support/stack.ts'

let stack: Stack
let admin: postgres.Sql
beforeAll(async () => {
  stack = await ownStack()
  admin = connect(stack.dbUrl, 8)
})
afterAll(async () => {
  await admin?.end({ timeout: 5 })
  await stack?.stop()
})

function connect(url: string, max = 1) {
  return postgres(url, { max, onnotice: () => {}, connect_timeout: 10 })
}

/** One user's session on a connection of its own, ended afterwards however it went. */
async function session<Result>(
  userId: string,
  work: (user: Direct, pid: number) => Promise<Result>,
  url = stack.dbUrl,
) {
  const sql = connect(url)
  try {
    const reserved = await sql.reserve()
    const row = await sole(reserved`select pg_backend_pid() as pid`)
    return await work(await directSession(reserved, userId), row.pid as number)
  } finally {
    await sql.end({ timeout: 0 })
  }
}

interface Decision {
  userId: string
  instanceIds: string[]
  input: { scenarioId: string; fingerprint: string; requestId: string }
}

const rowCount = 60

/** A scenario in which every instance is changed, previewed and decided on. */
async function decision(userId: string): Promise<Decision> {
  return session(userId, async (user) => {
    const kind = 'cash' as const
    const contents = Array.from({ length: rowCount }, (_, index) => ({
      kind,
      name: `Deposit ${index}`,
      status: 'active' as const,
      params: { value: 1 },
    }))
    const instanceIds = await user.insertInstances(contents)
    const scenarioId = await user.createScenario(instanceIds)
    await user.as(
      (sql) =>
        sql`update public.scenario_instances set params = '{"value": 2}' where scenario_id = ${scenarioId}`,
    )
    const { fingerprint } = await user.preview(scenarioId)
    return { userId, instanceIds, input: { scenarioId, fingerprint, requestId: randomUUID() } }
  })
}

/** How many of the instances hold the new value: all or none of them may. */
async function writtenRows({ instanceIds }: Decision): Promise<number> {
  const row = await sole(admin`
    select count(*)::integer as count from public.instances
    where id = any (${instanceIds}) and params ->> 'value' = '2' and version = 2`)
  return row.count
}

/** Sends the decision again, as the app does, and looks at what there is in the end. */
async function expectOneApplication(made: Decision, first: ApplicationAnswer | null) {
  const before = await writtenRows(made)
  expect([0, rowCount]).toContain(before)
  const answer = await session(made.userId, (user) => user.apply(made.input))
  expect(answer.status).toBe('success')
  expect(answer.replayed).toBe(before === rowCount)
  if (first) expect(answer).toEqual({ ...first, replayed: true })
  expect(await writtenRows(made)).toBe(rowCount)
  const applications = await admin`
    select id from public.scenario_applications where user_id = ${made.userId} and request_id = ${made.input.requestId}`
  expect(applications.map(({ id }) => id)).toEqual([answer.application_id])
  const items = await sole(admin`
    select count(*)::integer as count from public.scenario_application_items where application_id = ${answer.application_id}`)
  expect(items.count).toBe(rowCount)
  return before === rowCount
}

/** How long an apply takes on this machine, counted in round trips of another connection. */
async function roundTripsOfAnApply(): Promise<number> {
  const { id: userId } = await signUp(stack)
  const made = await decision(userId)
  let trips = 1
  await session(userId, async (user) => {
    let isDone = false
    const applying = user.apply(made.input).finally(() => {
      isDone = true
    })
    for (; !isDone; trips++) await admin`select 1`
    await applying
  })
  return trips
}

it('survives its backend being killed at any point', async () => {
  const outcomes = { written: 0, nothing: 0 }
  const duration = await roundTripsOfAnApply()
  const attempts = 24
  for (let attempt = 0; attempt <= attempts; attempt++) {
    const { id: userId } = await signUp(stack)
    const made = await decision(userId)
    const first = await session(userId, async (user, pid) => {
      const applying = user.apply(made.input).catch(() => null)
      // Another point of the apply each time, from its beginning to some time after its end.
      for (let wait = 0; wait < (duration * 3 * attempt) / attempts; wait++) await admin`select 1`
      // However long this one takes, the last is killed once what it wrote is seen.
      while (attempt === attempts && (await writtenRows(made)) === 0);
      await admin`select pg_terminate_backend(${pid})`
      return applying
    })
    outcomes[(await expectOneApplication(made, first)) ? 'written' : 'nothing']++
  }
  // Killed both before and after the commit, or the test has looked at one side only.
  expect(outcomes.written).toBeGreaterThan(0)
  expect(outcomes.nothing).toBeGreaterThan(0)
}, 120_000)

it('answers a retry when the connection was cut between commit and answer', async () => {
  const { id: userId } = await signUp(stack)
  for (let attempt = 0; attempt < 5; attempt++) {
    const made = await decision(userId)
    const proxy = await cuttingProxy(stack.dbUrl)
    try {
      const cut = session(
        userId,
        async (user) => {
          await user.preview(made.input.scenarioId)
          proxy.cutAtNextAnswer()
          // Prepared statements are described before they run: this one arrives whole, and only its result comes back.
          return user.as((sql) => sql.unsafe(applyText(made)).simple())
        },
        proxy.url,
      )
      await expect(cut).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION/) })
    } finally {
      await proxy.stop()
    }
    await committed(made)
    expect(await expectOneApplication(made, null)).toBe(true)
  }
})

/** The apply as one message, so that the first answer of the server is its result. */
function applyText({ input }: Decision): string {
  return `select public.apply_scenario('${input.scenarioId}', '${input.requestId}', '${input.fingerprint}') as answer`
}

/** The server may still be at work for a client that is gone. */
async function committed(made: Decision) {
  await expect.poll(() => writtenRows(made), { timeout: 10_000, interval: 20 }).toBe(rowCount)
}

it('survives the server being killed during applies and started again', async () => {
  for (const answersBefore of [0, 2, 5]) {
    const users = await Promise.all(Array.from({ length: 8 }, () => signUp(stack)))
    const decisions = await Promise.all(users.map(({ id }) => decision(id)))
    let answered = 0
    const { promise: enough, resolve } = Promise.withResolvers<void>()
    if (answersBefore === 0) resolve()
    const running = decisions.map((made) =>
      session(made.userId, async (user) => {
        const answer = await user.apply(made.input)
        if (++answered === answersBefore) resolve()
        return answer
      }).catch(() => null),
    )
    await enough
    await stack.server.crash()
    const first = await Promise.all(running)
    await stack.server.restart()
    // What was answered is there after the crash; what was not is there once after the retry.
    for (const [index, made] of decisions.entries()) await expectOneApplication(made, first[index] ?? null)
    expect(first.filter(Boolean).length).toBeGreaterThanOrEqual(answersBefore)
  }
}, 120_000)

/** History is in the order in which things happened, however long each of them waited for the one before. */
import { expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { directSession, takeEach } from '../support/direct.ts'
import { newInstance } from '../support/factories.ts'
import { openSession, untilWaiting } from '../support/locks.ts'
import { adminConnection, signUp, stack } from '../support/stack.ts'

const sql = adminConnection()

it('history tells what waited after what it waited for', async () => {
  const { id } = await signUp()
  const [first, second] = [await openSession(stack.serverUrl), await openSession(stack.serverUrl)]
  try {
    const early = await directSession(first.sql, id)
    const late = await directSession(second.sql, id)
    const [instanceId] = await early.insertInstances([newInstance()])
    const scenarioIds = [
      await early.createScenario([sure(instanceId)]),
      await early.createScenario([sure(instanceId)]),
    ]
    for (const [index, scenarioId] of scenarioIds.entries())
      await early.as(
        (own) => own`
          update public.scenario_instances set params = ${own.json({ value: 2 + index })} where scenario_id = ${scenarioId}`,
      )
    const apply = async (user: typeof early, scenarioId: string) => {
      const plan = await user.preview(scenarioId)
      const { fingerprint } = plan
      const resolutions = takeEach(plan, 'proposed')
      return user.apply({ scenarioId, fingerprint, resolutions })
    }
    // The first transaction begins, and the second is done before the first writes.
    await first.sql`begin`
    await first.sql`select now()`
    await apply(late, sure(scenarioIds[1]))
    // Another one begins to wait before the first commits, and is told after it.
    await apply(early, sure(scenarioIds[0]))
    const copying = late.createScenario([sure(instanceId)])
    await untilWaiting(sql, second.pid)
    await first.sql`commit`
    await copying

    const told = await sql`
      select operation, scenario_id from public.scenario_applications where user_id = ${id} order by created_at`
    expect(told.slice(3).map(({ operation, scenario_id }) => [operation, scenario_id])).toEqual([
      ['apply', scenarioIds[1]],
      ['apply', scenarioIds[0]],
      ['create', expect.any(String)],
    ])
    const versions = await sql`
      select after_version from public.scenario_application_items
      where instance_id = ${sure(instanceId)} and action = 'update' order by created_at`
    expect(versions.map(({ after_version }) => after_version)).toEqual([2, 3])
  } finally {
    await first.end()
    await second.end()
  }
})

it('of two writes that count the history at once the second counts what the first wrote', async () => {
  const { id } = await signUp()
  const [first, second] = [await openSession(stack.serverUrl), await openSession(stack.serverUrl)]
  const takesRoom = async ({ sql }: typeof first) =>
    (await sole(sql`select private.takes_room(${id}, 'max_history_items', 1) as takes`)).takes
  try {
    await first.sql`begin`
    expect(await takesRoom(first)).toBe(false)
    const waiting = takesRoom(second)
    await untilWaiting(sql, second.pid)
    await first.sql`select private.note_room(${id}, 'max_history_items', 1)`
    await first.sql`commit`
    expect(await waiting).toBe(false)
    expect(await takesRoom(second)).toBe(true)
  } finally {
    await first.end()
    await second.end()
  }
})

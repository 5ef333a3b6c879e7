/**
 * A random history is carried out twice: by the database, as its users do it, and by the model. After each step both hold the same
 * reality, scenarios, versions and records. A second person must never be touched.
 */
import { deepStrictEqual } from 'node:assert'
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { onCopies } from './acts/copies.ts'
import { ofMerging } from './acts/merging.ts'
import { inReality } from './acts/reality.ts'
import { ofRequests } from './acts/requests.ts'
import { onScenarios } from './acts/scenarios.ts'
import { compare } from './compare.ts'
import { text } from './same-text.ts'
import { type Act, beginnings, type Step } from './steps.ts'
import { stored } from './stored.ts'
import { newStranger } from './stranger.ts'
import { type Carry, pick, World } from './world.ts'

const carriers: Record<Act, Carry> = {
  ...inReality,
  ...onCopies,
  ...onScenarios,
  ...ofMerging,
  ...ofRequests,
}

function take(world: World, step: Step): Promise<void> {
  const { model } = world
  return carriers[step.act](world, {
    ...step,
    requestId: randomUUID(),
    instance: pick([...model.instances.values()], step.which),
    copy: pick([...model.copies.values()], step.which),
    scenario: pick(model.liveScenarios(), step.which),
    anyScenario: pick([...model.scenarios.values()], step.which),
  })
}

async function expectIntegrity(sql: postgres.Sql, userId: string) {
  const broken = await sql`
    select name, sample_ids from json_to_recordset(public.verify_integrity()) as invariant (name text, sample_ids uuid[], user_ids uuid[])
    where ${userId} = any (user_ids)`
  deepStrictEqual(
    broken.map(({ name, sample_ids }) => ({ name, sample_ids })),
    [],
  )
}

/** Carries a history out, from an account that is new to one that is deleted. Answers the number of its steps. */
export async function carryOutHistory(sql: postgres.Sql, steps: readonly Step[]): Promise<number> {
  const [userId, strangerId] = [randomUUID(), randomUUID()]
  const users = [userId, strangerId]
  await sql`insert into auth.users (id, email) select id, id || '@example.com' from unnest(${users}::uuid[]) as id`
  try {
    const stranger = await newStranger(sql, strangerId)
    const world = new World(sql, userId, stranger)
    for (const step of [...beginnings, ...steps]) {
      await take(world, step)
      await compare(world)
    }
    deepStrictEqual(text(await stored(sql, strangerId)), stranger.state)
    await expectIntegrity(sql, userId)
  } finally {
    await sql`delete from auth.users where id = any (${users})`
  }
  return steps.length
}

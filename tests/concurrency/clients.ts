/** One client of the concurrency test: random edits, applies, refreshes and reverts, each answer written down. */
import type { ApplicationAnswer, Preview } from '#data/shapes/plan.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { decide } from '../properties/arbitraries.ts'
import type { Direct, StoredRow } from '../support/direct.ts'
import { contentOf } from '../support/factories.ts'
import { persistently } from '../support/locks.ts'
import type { Event } from './checker.ts'

export interface Shared {
  instanceIds: string[]
  scenarioIds: string[]
  /** Applies that succeeded and nobody has reverted as far as the clients know. */
  applied: string[]
}

export interface Tally {
  done: Record<string, number>
  /** Applies and reverts whose answer was still not success after the last retry. */
  givenUp: number
  errors: string[]
  /** Operations begun, however they ended. */
  operations: number
}

/** A small generator with a seed, so that a run can be repeated. */
function randomNumbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const retries = 12

export async function runClient(
  user: Direct,
  shared: Shared,
  options: { operations: number; deadline: number; seed: number; name: string },
  events: Event[],
  tally: Tally,
): Promise<void> {
  const random = randomNumbers(options.seed)
  const pick = <T>(list: readonly T[]): T => sure(list[random(list.length)])
  const count = (operation: string) => {
    tally.done[operation] = (tally.done[operation] ?? 0) + 1
  }

  function changed(row: StoredRow) {
    const params: Record<string, Scalar> = { ...row.params, value: 1 + random(1_000_000) }
    if (random(2) === 0) params.growth_rate = random(20)
    if (random(4) === 0) delete params.weekly_rent
    else if (random(3) === 0) params.weekly_rent = 1 + random(2_000)
    return { ...contentOf(row), params }
  }

  /** Reads a row and saves it, provided that nobody was faster; being too late is what the version is for. */
  async function edit(table: 'instances' | 'scenario_instances', id: string) {
    const found = await user.as(
      (sql) => sql<StoredRow[]>`
      select id, name, status, params, version from ${sql(table)} where id = ${id}`,
    )
    const row = sure(found[0])
    const content = changed(row)
    const saved = await user.as(
      (sql) => sql<{ version: number }[]>`
      update ${sql(table)} set params = ${sql.json(content.params)} where id = ${id} and version = ${row.version}
      returning version`,
    )
    if (saved.length === 0) return count('edit too late')
    count('edit')
    const { version } = sure(saved[0])
    if (table === 'instances' && version !== row.version)
      events.push({
        name: `${options.name} edit`,
        touches: [{ instanceId: id, version, onVersion: row.version, content }],
      })
  }

  function remember(name: string, answer: ApplicationAnswer) {
    const touches = answer.items.flatMap(({ instance_id, version, action, after, fields }) =>
      version === null
        ? []
        : [
            {
              instanceId: sure(instance_id),
              version,
              ...(action === 'update' ? { content: sure(after), fields } : {}),
            },
          ],
    )
    events.push({ name: `${options.name} ${name} ${answer.application_id}`, touches })
  }

  /** Carries out a plan, again with the plan of each answer that says it was old. */
  async function carryOut(
    name: string,
    first: Preview,
    key: 'scenario_instance_id' | 'instance_id',
    run: (fingerprint: string, resolutions: ReturnType<typeof decide>) => Promise<ApplicationAnswer>,
  ) {
    let plan: Preview = first
    for (let attempt = 0; attempt < retries; attempt++) {
      const answer = await run(plan.fingerprint, decide(plan, [random(6), random(6)], key))
      if (answer.status === 'success') {
        count(name)
        remember(name, answer)
        return answer
      }
      count(`${name} ${answer.stale ? 'stale' : answer.status}`)
      plan = answer
    }
    tally.givenUp++
    return null
  }

  async function apply() {
    const scenarioId = pick(shared.scenarioIds)
    const copies = await user.copies(scenarioId)
    const ids = [...new Set([pick(copies).id, pick(copies).id])]
    const answer = await carryOut(
      'apply',
      await user.preview(scenarioId, {}, ids),
      'scenario_instance_id',
      (fingerprint, resolutions) => user.apply({ scenarioId, fingerprint, resolutions, ids }),
    )
    if (answer) shared.applied.push(answer.application_id)
  }

  async function revert() {
    const applicationId = shared.applied.splice(random(shared.applied.length), 1)[0]
    if (!applicationId) return apply()
    try {
      await carryOut(
        'revert',
        await user.previewRevert(applicationId),
        'instance_id',
        (fingerprint, resolutions) => user.revert({ applicationId, fingerprint, resolutions }),
      )
    } catch (error) {
      if (!String(error).includes('There is nothing to undo')) throw error
      count('revert of nothing')
    }
  }

  async function refresh() {
    const answer = await user.refresh(pick(shared.scenarioIds))
    count('refresh')
    // A refresh looks at reality and writes none of it.
    const touches = answer.items.flatMap(({ instance_id, version }) =>
      version === null ? [] : [{ instanceId: sure(instance_id), version }],
    )
    events.push({ name: `${options.name} refresh`, touches })
  }

  for (let operation = 0; operation < options.operations && Date.now() < options.deadline; operation++) {
    const dice = random(100)
    tally.operations++
    try {
      await persistently(async () => {
        if (dice < 35) await edit('instances', pick(shared.instanceIds))
        else if (dice < 60)
          await edit('scenario_instances', pick(await user.copies(pick(shared.scenarioIds))).id)
        else if (dice < 85) await apply()
        else if (dice < 92) await refresh()
        else await revert()
      })
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      tally.errors.push(`${code ?? ''} ${message}`)
    }
  }
}

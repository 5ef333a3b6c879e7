/** Requests that must change nothing. */
import { deepStrictEqual } from 'node:assert'
import type { Act } from '../steps.ts'
import { type Carry, refused } from '../world.ts'

export const ofRequests = {
  async replay(world) {
    const { last } = world
    if (!last) return
    const again = await world.call(last.name, last.values)
    deepStrictEqual(
      [again.application_id, again.status, again.replayed],
      [last.answer.application_id, last.answer.status, true],
    )
    return refused('PT409', () =>
      world.call('create_scenario', {
        p_request_id: last.values.p_request_id,
        p_name: 'Another thing',
      }),
    )
  },

  async reachForForeign(world, { content, requestId, scenario }) {
    const foreign = world.stranger
    await world.user.updateContent('instances', foreign.instance, content)
    await world.setDeleted('scenarios', foreign.scenario, true)
    await refused('PT404', () => world.call('preview_apply', { p_scenario_id: foreign.scenario }))
    await refused('PT404', () =>
      world.call('apply_scenario', {
        p_scenario_id: foreign.scenario,
        p_request_id: requestId,
        p_fingerprint: 'old',
      }),
    )
    if (scenario)
      await refused('PT404', () =>
        world.call('copy_instances_to_scenario', {
          p_scenario_id: scenario.id,
          p_instance_ids: [foreign.instance],
        }),
      )
  },
} satisfies Partial<Record<Act, Carry>>

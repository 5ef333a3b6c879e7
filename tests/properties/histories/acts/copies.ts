/** A user edits what is in a scenario. */
import { deepStrictEqual } from 'node:assert'
import { sole, sure } from '../../../../scripts/sure.ts'
import { alike, copyOf } from '../model/content.ts'
import { adopt, copied, copiedItems, itemOf, note } from '../records.ts'
import type { Act } from '../steps.ts'
import { type Carry, refused, someOf } from '../world.ts'

const setDeleted =
  (isDeleted: boolean): Carry =>
  async (world, { copy }) => {
    const { model } = world
    if (!copy || copy.isDeleted === isDeleted) return
    if (sure(model.scenarios.get(copy.scenario)).isDeleted || (!isDeleted && model.hasOtherCopy(copy)))
      return refused('PT409', () => world.setDeleted('scenario_instances', copy.id, isDeleted))
    await world.setDeleted('scenario_instances', copy.id, isDeleted)
    copy.isDeleted = isDeleted
  }

export const onCopies = {
  async copy(world, { scenario, some }) {
    const { model } = world
    if (!scenario) return
    const ids = someOf(model.live(), some).map(({ id }) => id)
    if (ids.length === 0) return
    await world.call('copy_instances_to_scenario', { p_scenario_id: scenario.id, p_instance_ids: ids })
    const held = new Set(model.copiesIn(scenario.id).map(({ source }) => source))
    const copies = await adopt(
      world,
      copied(
        world,
        scenario.id,
        ids.filter((id) => !held.has(id)),
      ),
    )
    if (copies.length === 0) return
    const row = await sole(world.sql`
    select id from public.scenario_applications where user_id = ${world.user.userId} and id <> all (${model.applications.map(({ id }) => id)})`)
    return note(world, { application_id: row.id }, 'copy', scenario.id, copiedItems(copies))
  },

  async propose(world, { content, copy }) {
    const { model } = world
    if (!copy) return
    const isRefused =
      !alike(copy.content, content) && (copy.isDeleted || sure(model.scenarios.get(copy.scenario)).isDeleted)
    if (isRefused)
      return refused('PT409', () => world.user.updateContent('scenario_instances', copy.id, content))
    await world.user.updateContent('scenario_instances', copy.id, content)
    if (!alike(copy.content, content)) model.propose(copy, content)
  },

  deleteCopy: setDeleted(true),
  restoreCopy: setDeleted(false),

  async addNew(world, { content, scenario }) {
    const { model } = world
    if (!scenario) return
    const row = await sole(
      world.user.as(
        (transaction) => transaction`
      insert into public.scenario_instances (scenario_id, name, kind, status, params)
      values (${scenario.id}, ${content.name}, 'cash', ${content.status}, ${transaction.json(content.params)})
      returning id, lineage_id`,
      ),
    )
    model.copies.set(row.id, {
      id: row.id,
      scenario: scenario.id,
      lineage: row.lineage_id,
      source: null,
      base: null,
      baseVersion: null,
      content,
      agreed: [],
      isDeleted: false,
    })
  },

  async bulkEdit(world, { content, other, requestId, scenario, some }) {
    const { model } = world
    if (!scenario) return
    const chosen = someOf(model.copiesIn(scenario.id), some)
    if (chosen.length === 0) return
    const isSet = other % 2 === 0
    const change = isSet
      ? { 'params.value': { set: sure(content.params.value) } }
      : { 'params.interest_rate': { add: 10 } }
    const answer = await world.request('bulk_edit_scenario_instances', {
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
      return note(world, answer, 'bulk_edit', scenario.id, [], { status: 'failed' })
    }
    const items = chosen.flatMap((row) => {
      const { params } = row.content
      const after = copyOf(row.content)
      // A missing rate is 4.
      if (isSet) after.params.value = sure(content.params.value)
      else after.params.interest_rate = (params.interest_rate ?? 4) + 10
      if (alike(after, row.content)) return []
      const item = itemOf(row, { before: row.content, after })
      model.propose(row, after)
      return [item]
    })
    return note(world, answer, 'bulk_edit', scenario.id, items, { total: chosen.length })
  },
} satisfies Partial<Record<Act, Carry>>

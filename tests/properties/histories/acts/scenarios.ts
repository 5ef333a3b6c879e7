/** A user makes scenarios and does away with them. */
import { alike } from '../model/content.ts'
import { adopt, copied, copiedItems, itemOf, note } from '../records.ts'
import type { Act } from '../steps.ts'
import { type Carry, someOf } from '../world.ts'

const setDeleted =
  (isDeleted: boolean): Carry =>
  async (world, { anyScenario }) => {
    if (!anyScenario || anyScenario.isDeleted === isDeleted) return
    await world.setDeleted('scenarios', anyScenario.id, isDeleted)
    if (!isDeleted && world.model.liveScenarios().some(({ isPrimary }) => isPrimary))
      anyScenario.isPrimary = false
    anyScenario.isDeleted = isDeleted
  }

export const onScenarios = {
  async createScenario(world, { requestId, some }) {
    const { model } = world
    const ids = someOf(model.live(), some).map(({ id }) => id)
    const answer = await world.request('create_scenario', {
      p_request_id: requestId,
      p_name: 'What if',
      p_instance_ids: ids,
    })
    const { id } = answer.scenario
    model.addScenario(id, 'What if')
    return note(world, answer, 'create', id, copiedItems(await adopt(world, copied(world, id, ids))))
  },

  async duplicate(world, { requestId, scenario }) {
    const { model } = world
    if (!scenario || model.scenarios.size > 12) return
    const answer = await world.request('duplicate_scenario', {
      p_scenario_id: scenario.id,
      p_name: 'Again',
      p_request_id: requestId,
    })
    const { id } = answer.scenario
    model.addScenario(id, 'Again')
    const copies = await adopt(
      world,
      model.copiesIn(scenario.id).map(({ id: _id, ...row }) => ({ ...row, scenario: id })),
    )
    return note(
      world,
      answer,
      'duplicate',
      id,
      copies.map((row) => itemOf(row, { after: row.content })),
    )
  },

  async exportAndImport(world, { requestId, scenario }) {
    const { model } = world
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
    const answer = await world.request('import_scenario', {
      p_document: document,
      p_request_id: requestId,
    })
    const { id } = answer.scenario
    model.addScenario(id, 'From a file')
    const copies = await adopt(
      world,
      rows.map(({ id: _id, ...row }) => {
        const source = row.source === null ? undefined : model.instances.get(row.source)
        const isReality = source && alike(source.content, row.base)
        const baseVersion = row.source === null ? null : isReality ? source.version : 0
        return { ...row, scenario: id, agreed: [], baseVersion }
      }),
    )
    return note(
      world,
      answer,
      'import',
      id,
      copies.map((row) => itemOf(row, { after: row.content })),
    )
  },

  async setPrimary(world, { scenario }) {
    const { model } = world
    if (!scenario) return
    await world.call('set_primary_scenario', { p_scenario_id: scenario.id })
    for (const row of model.liveScenarios()) row.isPrimary = row === scenario
  },

  deleteScenario: setDeleted(true),
  restoreScenario: setDeleted(false),

  async purgeScenario(world, { anyScenario }) {
    const { model } = world
    if (!anyScenario?.isDeleted) return
    await world.sql`delete from public.scenarios where id = ${anyScenario.id}`
    return model.purgeScenario(anyScenario.id)
  },
} satisfies Partial<Record<Act, Carry>>

/** A user edits reality. */
import { sole } from '../../../../scripts/sure.ts'
import { alike } from '../model/content.ts'
import type { Act } from '../steps.ts'
import { type Carry, refused } from '../world.ts'

const setDeleted =
  (isDeleted: boolean): Carry =>
  async (world, { instance }) => {
    if (!instance) return
    await world.setDeleted('instances', instance.id, isDeleted)
    instance.isDeleted = isDeleted
  }

export const inReality = {
  async createInstance(world, { content }) {
    const { model } = world
    const row = await sole(
      world.user.as(
        (transaction) => transaction`
      insert into public.instances (name, kind, status, params)
      values (${content.name}, 'cash', ${content.status}, ${transaction.json(content.params)})
      returning id, lineage_id`,
      ),
    )
    model.instances.set(row.id, {
      id: row.id,
      lineage: row.lineage_id,
      content,
      version: 1,
      isDeleted: false,
    })
  },

  async editInstance(world, { content, instance }) {
    const { model } = world
    if (!instance) return
    if (instance.isDeleted && !alike(instance.content, content))
      return refused('PT409', () => world.user.updateContent('instances', instance.id, content))
    await world.user.updateContent('instances', instance.id, content)
    return model.edit(instance, content)
  },

  deleteInstance: setDeleted(true),
  restoreInstance: setDeleted(false),

  async purgeInstance(world, { instance }) {
    const { model } = world
    if (!instance?.isDeleted) return
    await world.sql`delete from public.instances where id = ${instance.id}`
    return model.purge(instance)
  },
} satisfies Partial<Record<Act, Carry>>

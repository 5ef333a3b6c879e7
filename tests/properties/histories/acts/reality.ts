/** A user edits reality. */
import { sole } from '../../../../scripts/sure.ts'
import { alike } from '../model/content.ts'
import { noteEdit } from '../records.ts'
import type { Act } from '../steps.ts'
import { type Carry, refused } from '../world.ts'

const setDeleted =
  (isDeleted: boolean): Carry =>
  async (world, { instance }) => {
    if (!instance) return
    await world.setDeleted('instances', instance.id, isDeleted)
    if (instance.isDeleted === isDeleted) return
    instance.isDeleted = isDeleted
    const { id, content, version } = instance
    const gone = { before: content, after: null, beforeVersion: version, afterVersion: null }
    const back = { before: null, after: content, beforeVersion: null, afterVersion: version }
    const action = isDeleted ? 'delete' : 'restore'
    return noteEdit(world, action, { instance: id, action, ...(isDeleted ? gone : back) })
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
    return noteEdit(world, 'add', {
      instance: row.id,
      action: 'create',
      before: null,
      after: content,
      beforeVersion: null,
      afterVersion: 1,
    })
  },

  async editInstance(world, { content, instance }) {
    const { model } = world
    if (!instance) return
    if (instance.isDeleted && !alike(instance.content, content))
      return refused('PT409', () => world.user.updateContent('instances', instance.id, content))
    await world.user.updateContent('instances', instance.id, content)
    const { content: before, version: beforeVersion } = instance
    model.edit(instance, content)
    if (instance.version === beforeVersion) return
    return noteEdit(world, 'edit', {
      instance: instance.id,
      action: 'update',
      before,
      after: content,
      beforeVersion,
      afterVersion: instance.version,
    })
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

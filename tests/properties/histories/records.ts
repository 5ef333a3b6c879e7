/** What is recorded of a step, and which copies came into a scenario by it. */
import { deepStrictEqual } from 'node:assert'
import { sure } from '../../../scripts/sure.ts'
import { copyOf } from './model/content.ts'
import type { Application, Copy, Item } from './model/rows.ts'
import { stored } from './stored.ts'
import type { World } from './world.ts'

export function note(
  { model }: World,
  answer: { application_id: string },
  operation: string,
  scenario: string | null,
  items: Item[],
  more: Partial<Application> = {},
) {
  model.applications.push({
    id: answer.application_id,
    scenario,
    operation,
    status: 'success',
    isStale: false,
    total: items.length,
    applied: items.length,
    conflicts: 0,
    left: 0,
    reverts: null,
    items: items.map(copyOf),
    ...more,
  })
}

/** What a user did to an instance themselves is recorded, under an id that the database gives it. */
export async function noteEdit(
  world: World,
  operation: string,
  item: Omit<Item, 'copy' | 'outcomes' | 'isAboutTwin'>,
) {
  const { model, sql, user } = world
  const known = new Set(model.applications.map(({ id }) => id))
  const added = (await stored(sql, user.userId)).applications.filter(({ id }) => !known.has(id))
  deepStrictEqual(added.length, 1)
  note(world, { application_id: sure(added[0]).id }, operation, null, [
    { ...item, copy: null, outcomes: {}, isAboutTwin: false },
  ])
}

export function itemOf(copy: Copy, more: Partial<Item>): Item {
  return {
    copy: copy.id,
    instance: copy.source,
    action: 'none',
    before: null,
    after: null,
    beforeVersion: null,
    afterVersion: null,
    outcomes: {},
    isAboutTwin: false,
    ...more,
  }
}

/** Copies that came into a scenario, in their order, as the model says they should be. */
export async function adopt({ sql, user, model }: World, expected: Omit<Copy, 'id'>[]): Promise<Copy[]> {
  const added = (await stored(sql, user.userId)).copies.filter(({ id }) => !model.copies.has(id))
  deepStrictEqual(added.length, expected.length)
  return expected.map((copy, index) => {
    const row = { id: sure(added[index]).id, ...copyOf(copy) }
    model.copies.set(row.id, row)
    return row
  })
}

/** Copies of reality as it is. */
export function copied({ model }: World, scenario: string, ids: string[]): Omit<Copy, 'id'>[] {
  return ids.map((id) => {
    const { lineage, content: now, version } = sure(model.instances.get(id))
    return {
      scenario,
      lineage,
      source: id,
      base: now,
      baseVersion: version,
      content: now,
      agreed: [],
      isDeleted: false,
    }
  })
}

export const copiedItems = (copies: Copy[]) =>
  copies.map((copy) =>
    itemOf(copy, {
      before: copy.base,
      after: copy.base,
      beforeVersion: copy.baseVersion,
      afterVersion: copy.baseVersion,
    }),
  )

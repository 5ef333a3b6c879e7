/** Holds what the database has of a user against what the model has. */
import { deepStrictEqual } from 'node:assert'
import type { Content } from './model/content.ts'
import { outcomesOf } from './model/merge.ts'
import type { Copy, Item } from './model/rows.ts'
import { byKey, byText, sortedOrNull, text } from './same-text.ts'
import { stored } from './stored.ts'
import type { World } from './world.ts'

const withSorted = <T extends { content: Content }>(row: T) => ({
  ...row,
  content: sortedOrNull(row.content),
})
const copyRow = (copy: Copy) => ({
  ...withSorted(copy),
  base: sortedOrNull(copy.base),
  agreed: [...copy.agreed].sort(),
})
/** What of the database's rows the model knows as well. */
const keysAs = <T extends object>(rows: T[], like: object[]) => {
  const keys = Object.keys(like[0] ?? {})
  return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key as keyof T]])))
}

/** Both tell the same. */
export async function compare({ sql, user, model }: World): Promise<void> {
  const found = await stored(sql, user.userId)
  const bulkEdits = new Set(
    model.applications.filter(({ operation }) => operation === 'bulk_edit').map(({ id }) => id),
  )
  const itemRow = (application: string, item: Item) => ({
    application,
    copy: item.copy,
    instance: item.instance,
    action: item.action,
    before: sortedOrNull(item.before),
    after: sortedOrNull(item.after),
    // Those of proposals are their own.
    versions: bulkEdits.has(application) ? [] : [item.beforeVersion, item.afterVersion],
    outcomes: byKey(item.outcomes),
  })
  const known = {
    instances: byText([...model.instances.values()].map(withSorted)),
    scenarios: byText([...model.scenarios.values()]),
    copies: [...model.copies.values()].map(copyRow),
    applications: byText(model.applications.map(({ items: _items, ...application }) => application)),
    items: byText(model.applications.flatMap(({ id, items }) => items.map((item) => itemRow(id, item)))),
  }
  deepStrictEqual(
    {
      instances: byText(keysAs(found.instances.map(withSorted), known.instances)),
      scenarios: byText(keysAs(found.scenarios, known.scenarios)),
      copies: keysAs(found.copies.map(copyRow), known.copies),
      applications: byText(keysAs(found.applications, known.applications)),
      items: byText(
        found.items.map((item) =>
          itemRow(item.application, { ...item, outcomes: outcomesOf(item.fields), isAboutTwin: false }),
        ),
      ),
    },
    JSON.parse(text(known)),
  )
}

/** What reality and copies are after an apply or an undo. */
import type { Account } from './account.ts'
import { keepAgreed, noteAgreed } from './agreed.ts'
import { alike, copyOf, fieldOf, same, withField } from './content.ts'
import { outcomesOf } from './merge.ts'
import { isLeft, isListed, type Row } from './plan.ts'
import type { Copy, Item } from './rows.ts'
import { sure } from './sure.ts'

/** Writes a plan without open conflicts; `created` says which instance and lineage a copy's was given. */
export function carryOut(
  account: Account,
  operation: 'apply' | 'revert',
  rows: Row[],
  created: (copy: Copy) => { id: string; lineage: string; mustBeNew: boolean },
): Item[] {
  const items: Item[] = []
  const versions = new Map([...account.instances.values()].map(({ id, version }) => [id, version]))
  const returns = (row: Row) => operation === 'revert' && row.action === 'create'
  const stands = (row: Row) => row.twin !== null && row.action === 'none' && !isLeft(row)
  const given = new Set<string>()
  // Reality first: every row finds it as it was before.
  for (const row of rows) {
    const instance = row.instance === null ? undefined : account.instances.get(row.instance)
    const beforeVersion =
      row.action === 'recreate' || returns(row)
        ? null
        : ((row.instance === null ? undefined : versions.get(row.instance)) ?? null)
    let before = null
    if (instance && !instance.isDeleted && row.action !== 'discard' && row.action !== 'create')
      before = copyOf(instance.content)
    let afterVersion = instance && !instance.isDeleted ? instance.version : null
    if (row.action === 'update') {
      account.edit(sure(instance), sure(row.after))
      afterVersion = sure(instance).version
    } else if (row.action === 'recreate') {
      const known = account.purged.get(sure(row.instance))
      if (instance)
        Object.assign(instance, {
          content: copyOf(sure(row.after)),
          isDeleted: false,
          version: instance.version + 1,
        })
      else
        account.instances.set(sure(row.instance), {
          id: sure(row.instance),
          lineage: sure(known).lineage,
          content: copyOf(sure(row.after)),
          version: Math.max(operation === 'apply' ? sure(row.copy?.baseVersion) : 0, sure(known).version) + 1,
          isDeleted: false,
        })
      afterVersion = sure(account.instances.get(sure(row.instance))).version
    } else if (row.action === 'create' && operation === 'apply') {
      const { id, lineage, mustBeNew } = created(sure(row.copy))
      const isFree = !account.isKnownLineage(sure(row.copy).lineage) && !given.has(sure(row.copy).lineage)
      if (isFree && lineage !== sure(row.copy).lineage)
        throw new Error('What is created has not the lineage of its copy.')
      if (!isFree && !mustBeNew) throw new Error('What is created has the lineage of another instance.')
      given.add(lineage)
      account.instances.set(id, {
        id,
        lineage,
        content: copyOf(sure(row.after)),
        version: 1,
        isDeleted: false,
      })
      row.instance = id
      sure(row.copy).lineage = lineage
      afterVersion = 1
    }
    if (row.action === 'discard' || returns(row)) afterVersion = null
    if (stands(row)) afterVersion = sure(account.instances.get(sure(row.twin))).version
    const item: Item = {
      copy: row.copyId,
      instance: row.instance,
      action: row.action,
      before,
      after: row.after && copyOf(row.after),
      beforeVersion: row.action === 'create' ? null : beforeVersion,
      afterVersion,
      outcomes: outcomesOf(row.fields),
      isAboutTwin: row.twin !== null,
    }
    row.item = item
    if (isListed(row)) items.push(item)
  }
  for (const row of rows) settleCopy(account, operation, row, stands(row), returns(row))
  return items
}

function settleCopy(
  account: Account,
  operation: 'apply' | 'revert',
  row: Row,
  isStand: boolean,
  isReturn: boolean,
) {
  const { copy, item } = row
  if (row.isSettled || isLeft(row)) return
  if (operation === 'revert' && row.action === 'update') giveBack(account, row)
  if (!copy) return
  if (row.action === 'discard') copy.isDeleted = true
  else if (isReturn) copy.isDeleted = false
  else if (isStand) {
    copy.source = row.after === null ? null : row.twin
    copy.base = row.after && copyOf(row.after)
    copy.baseVersion = row.after === null ? null : sure(item).afterVersion
    keepAgreed(copy)
  } else if (operation === 'apply') {
    copy.source = row.instance
    // What was left for later is proposed still; in conflict, from the base it had.
    const left = row.fields.filter((field) => field.isLeft)
    const inConflict = left.filter(({ outcome }) => outcome === 'conflict')
    const applied = copyOf(sure(row.after))
    copy.base = inConflict.reduce((content, { field, base }) => withField(content, field, base), applied)
    copy.content = left.reduce((content, { field, proposed }) => withField(content, field, proposed), applied)
    if (inConflict.length === 0) copy.baseVersion = sure(item).afterVersion
    noteAgreed(copy, row.fields)
  } else if (copy.source === row.instance && row.action !== 'none') {
    // The proposal stays, and is pending again where reality no longer has it.
    let base = row.action === 'recreate' ? copyOf(sure(row.after)) : copyOf(sure(copy.base))
    if (row.action === 'update')
      for (const { field, result, isWritten } of row.fields)
        if (isWritten) base = withField(base, field, result)
    copy.base = base
    if (alike(base, row.after)) copy.baseVersion = sure(item).afterVersion
    keepAgreed(copy)
  }
}

/** What another scenario had proposed too, and found in reality. */
function giveBack(account: Account, row: Row) {
  for (const other of account.copies.values()) {
    if (other === row.copy || other.source !== row.instance) continue
    for (const { field, current, result, isWritten } of row.fields) {
      if (!isWritten || !other.agreed.includes(field) || !same(fieldOf(other.base, field), current)) continue
      other.base = withField(sure(other.base), field, result)
    }
    keepAgreed(other)
  }
}

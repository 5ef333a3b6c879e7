/** What an undo comes to. */
import type { Account } from './account.ts'
import { alike, type Content, copyOf } from './content.ts'
import { type Decide, isLater } from './merge.ts'
import { planHolding, type Row, whole } from './plan.ts'
import type { Application } from './rows.ts'
import { sure } from './sure.ts'

export function planRevert(account: Account, application: Application, decide: Decide): Row[] {
  return [
    ...undoInReality(account, application, decide),
    ...undoOfCopies(account, application, decide),
    ...undoOfTwins(account, application, decide),
  ]
}

/** What was written in reality is written back; what came into it is archived. */
function undoInReality(account: Account, application: Application, decide: Decide): Row[] {
  const rows: Row[] = []
  for (const item of application.items) {
    if (item.instance === null) continue
    if (item.action === 'delete' && !account.liveInstance(item.instance))
      rows.push(undoOfDeletion(account, item.instance, sure(item.before), decide))
    if (item.afterVersion === null) continue
    if (
      item.action === 'update' ||
      (['create', 'recreate'].includes(item.action) && account.liveInstance(item.instance))
    ) {
      const found: Content =
        item.action === 'update' ? sure(item.before) : { ...copyOf(sure(item.after)), status: 'archived' }
      const row = planHolding(
        account,
        {
          key: item.instance,
          copy: (item.copy && account.copies.get(item.copy)) || null,
          copyId: item.copy,
          source: item.instance,
          base: sure(item.after),
          proposed: found,
          baseVersion: item.afterVersion,
        },
        decide,
      )
      // What was deleted since and is to stay so is left alone.
      rows.push(row.action === 'discard' ? { ...row, action: 'none' } : row)
    }
  }
  return rows
}

/** What was deleted comes back as a whole, while it is gone; one asks where it came back already and was deleted with other content. */
function undoOfDeletion(account: Account, instance: string, found: Content, decide: Decide): Row {
  const isNewer = !alike(sure(account.lastContent(instance)), found)
  const decision = isNewer ? decide(instance, '*', 'conflict') : undefined
  const isBack = !isNewer || (decision !== undefined && 'take' in decision && decision.take === 'proposed')
  return {
    key: instance,
    copy: null,
    copyId: null,
    instance,
    action: isBack ? 'recreate' : 'none',
    fields: [whole(isNewer ? 'conflict' : 'proposed_only', decision)],
    after: isBack ? found : null,
    before: null,
    twin: null,
    isOpen: isNewer && !decision,
    isSettled: false,
  }
}

/** A copy that left its scenario comes back to it; one that an undo brought back leaves it again. */
function undoOfCopies(account: Account, application: Application, decide: Decide): Row[] {
  const rows: Row[] = []
  for (const item of application.items) {
    const copy = item.copy === null ? undefined : account.copies.get(item.copy)
    if (!copy) continue
    const row = {
      key: copy.id,
      copy,
      copyId: copy.id,
      instance: item.instance,
      twin: null,
      before: null,
      isOpen: false,
      isSettled: false,
    }
    if (item.action === 'discard' && copy.isDeleted && !account.hasOtherCopy(copy)) {
      const decision = decide(copy.id, '*', 'proposed_only')
      rows.push({
        ...row,
        action: isLater(decision) ? 'none' : 'create',
        fields: [whole('proposed_only', decision)],
        after: isLater(decision) ? null : copy.content,
      })
    } else if (
      item.action === 'create' &&
      item.afterVersion === null &&
      !copy.isDeleted &&
      !account.liveInstance(copy.source) &&
      alike(item.after, copy.content)
    )
      rows.push({ ...row, action: 'discard', fields: [whole('current_only', undefined)], after: null })
  }
  return rows
}

/** A new copy that was taken for what reality has meanwhile is new again, and the other way round. */
function undoOfTwins(account: Account, application: Application, decide: Decide): Row[] {
  const rows: Row[] = []
  for (const item of application.items) {
    const copy = item.copy === null ? undefined : account.copies.get(item.copy)
    const twin = account.liveInstance(item.instance)
    if (item.action !== 'none' || !item.isAboutTwin || !copy || copy.isDeleted || !twin) continue
    const isLeaving = item.after !== null
    const isThere = isLeaving
      ? copy.source === twin.id && copy.baseVersion === item.afterVersion
      : copy.source === null &&
        copy.lineage === twin.lineage &&
        !account.copiesIn(copy.scenario).some(({ source }) => source === twin.id)
    if (!isThere) continue
    const decision = decide(copy.id, '*', 'proposed_only')
    rows.push({
      key: copy.id,
      copy,
      copyId: copy.id,
      instance: isLater(decision) ? null : twin.id,
      action: 'none',
      fields: [whole('proposed_only', decision)],
      after: isLeaving || isLater(decision) ? null : twin.content,
      before: twin.content,
      twin: twin.id,
      isOpen: false,
      isSettled: false,
    })
  }
  return rows
}

/** What a refresh takes into a scenario from reality. */
import type { Account } from './account.ts'
import { keepAgreed, noteAgreed } from './agreed.ts'
import { alike, copyOf, withField } from './content.ts'
import { outcomesOf } from './merge.ts'
import { planApply } from './plan-apply.ts'
import type { Item } from './rows.ts'
import { sure } from './sure.ts'

/** Takes what only reality changed; what is in conflict keeps its base. Items are of what was written alone. */
export function refresh(
  account: Account,
  scenario: string,
): { items: Item[]; total: number; applied: number; conflicts: number } {
  const items: Item[] = []
  let [total, applied, conflicts] = [0, 0, 0]
  for (const row of planApply(account, scenario, null, () => undefined)) {
    const copy = sure(row.copy)
    const twin = row.twin
    const version = account.liveInstance(copy.source ?? twin)?.version ?? null
    const open = row.fields.filter(({ outcome }) => outcome === 'conflict')
    conflicts += open.length
    const isTold =
      (copy.source !== null || twin) && row.fields.some(({ outcome }) => outcome !== 'proposed_only')
    if (isTold) total += 1
    const instance = account.liveInstance(copy.source)
    if (!instance) continue
    let base = copyOf(instance.content)
    for (const { field, base: was } of open) base = withField(base, field, was)
    const isMoved = !alike(copy.base, base) || (open.length === 0 && copy.baseVersion !== instance.version)
    if (!isMoved) continue
    applied += 1
    let content = copyOf(instance.content)
    for (const { field, proposed, outcome } of row.fields)
      if (outcome === 'proposed_only' || outcome === 'conflict') content = withField(content, field, proposed)
    if (isTold)
      items.push({
        copy: copy.id,
        instance: copy.source,
        action: 'none',
        before: copyOf(copy.content),
        after: copyOf(content),
        beforeVersion: copy.baseVersion,
        afterVersion: version,
        outcomes: outcomesOf(row.fields),
        isAboutTwin: false,
      })
    noteAgreed(copy, row.fields)
    Object.assign(copy, { base, content })
    if (open.length === 0) copy.baseVersion = instance.version
    keepAgreed(copy)
  }
  return { items, total, applied, conflicts }
}

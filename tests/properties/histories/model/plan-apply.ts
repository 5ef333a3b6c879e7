/** What an apply of a scenario comes to. */
import type { Account } from './account.ts'
import { fieldOf, fieldsOf, withField } from './content.ts'
import { type Decide, isLater } from './merge.ts'
import { planHolding, type Row, whole } from './plan.ts'
import { sure } from './sure.ts'

/** Of what is new: it does not come without. */
const cannotBeWithout = new Set(['name', 'status', 'params.value', 'params.balance'])

export function planApply(
  account: Account,
  scenario: string,
  chosen: readonly string[] | null,
  decide: Decide,
): Row[] {
  const standing = new Set<string>()
  const held = new Set(account.copiesIn(scenario).map(({ source }) => source))
  return account
    .copiesIn(scenario)
    .filter(({ id }) => chosen === null || chosen.includes(id))
    .map((copy) => {
      const twin = account.twinOf(copy)
      if (copy.source !== null)
        return planHolding(
          account,
          {
            key: copy.id,
            copy,
            copyId: copy.id,
            source: copy.source,
            base: sure(copy.base),
            proposed: copy.content,
            baseVersion: sure(copy.baseVersion),
          },
          decide,
        )
      const row = { key: copy.id, copy, copyId: copy.id, isOpen: false, isSettled: false, before: null }
      if (!twin) {
        const fields = fieldsOf(copy.content).map((field) => {
          const decision = cannotBeWithout.has(field) ? undefined : decide(copy.id, field, 'proposed_only')
          return { ...whole('proposed_only', decision), field, proposed: fieldOf(copy.content, field) }
        })
        const left = fields.filter((field) => field.isLeft)
        const after = left.reduce((content, { field }) => withField(content, field, undefined), copy.content)
        return { ...row, instance: null, action: 'create', fields, after, twin: null }
      }
      const decision = decide(copy.id, '*', 'conflict')
      const take = decision && 'take' in decision && !isLater(decision) ? decision.take : undefined
      let action = 'none'
      if (take === 'proposed') action = 'create'
      else if (take === 'current') {
        if (held.has(twin.id) || standing.has(twin.id)) action = 'discard'
        else standing.add(twin.id)
      }
      return {
        ...row,
        instance: take === 'current' ? twin.id : null,
        action,
        fields: [whole('conflict', decision)],
        after: action === 'create' ? copy.content : action === 'none' && take ? twin.content : null,
        twin: twin.id,
        isOpen: decision === undefined,
      }
    })
}

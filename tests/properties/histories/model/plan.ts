/** A row of a plan: what becomes of one holding, and of the copy that is about it. */
import type { Account } from './account.ts'
import { alike, type Content, copyOf, withField } from './content.ts'
import { type Decide, type Decision, type FieldPlan, isLater, mergeFields } from './merge.ts'
import type { Copy, Item } from './rows.ts'

export interface Row {
  key: string
  copy: Copy | null
  /** Also of a copy that is gone for good. */
  copyId: string | null
  instance: string | null
  action: string
  fields: FieldPlan[]
  /** Reality afterwards; null: nothing is left of it by this row. */
  after: Content | null
  before: Content | null
  twin: string | null
  isOpen: boolean
  /** Nothing differs, and base_version knows it. */
  isSettled: boolean
  item?: Item
}

/** Whether a plan lists it: what changes nothing and differs in nothing is left out. */
export const isListed = ({ action, fields }: Row) => action !== 'none' || fields.length > 0

/** Whether the holding as a whole is left for later. */
export const isLeft = ({ fields }: Row) => fields.some((field) => field.field === '*' && field.isLeft)

/** Of a holding as a whole. */
export const whole = (outcome: string, decision: Decision): FieldPlan => ({
  field: '*',
  base: null,
  current: null,
  proposed: null,
  outcome,
  decision,
  result: null,
  isWritten: false,
  isLeft: isLater(decision),
})

/** A holding that reality has, or had. */
interface Holding {
  key: string
  copy: Copy | null
  copyId: string | null
  source: string
  base: Content
  proposed: Content
  baseVersion: number
}

export function planHolding(account: Account, holding: Holding, decide: Decide): Row {
  const { key, copy, copyId, source, base, proposed, baseVersion } = holding
  const instance = account.liveInstance(source)
  const row = {
    key,
    copy,
    copyId,
    instance: source,
    twin: null,
    before: instance ? copyOf(instance.content) : null,
  }
  if (!instance) {
    const isEdited = !alike(base, proposed)
    const decision = isEdited ? decide(key, '*', 'conflict') : undefined
    const isRecreated = decision && 'take' in decision && decision.take === 'proposed'
    return {
      ...row,
      action: isEdited && (!decision || isLater(decision)) ? 'none' : isRecreated ? 'recreate' : 'discard',
      fields: [whole(isEdited ? 'conflict' : 'current_only', decision)],
      after: isRecreated ? proposed : null,
      isOpen: isEdited && !decision,
      isSettled: false,
    }
  }
  const fields = mergeFields(base, instance.content, proposed, key, decide)
  let after = copyOf(instance.content)
  for (const { field, result, isWritten } of fields) if (isWritten) after = withField(after, field, result)
  return {
    ...row,
    action: fields.some(({ isWritten }) => isWritten) ? 'update' : 'none',
    fields,
    after,
    isOpen: fields.some(({ outcome, decision }) => outcome === 'conflict' && !decision),
    isSettled: fields.length === 0 && baseVersion === instance.version,
  }
}

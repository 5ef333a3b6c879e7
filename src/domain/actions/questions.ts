/** Questions, made of the fields that they are about. */
import { addMonths, isMonth, type Month } from '../calendar/month.ts'
import { fieldDefinition } from '../instances/catalogue.ts'
import type { Entity, FieldDefinition, Params } from '../instances/types.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'

type InOtherWords = Partial<Pick<FieldDefinition, 'key' | 'label' | 'help' | 'required' | 'default'>>

/** A field of the catalogue as a question of its own, which can be left open, whatever it depends on elsewhere. */
export function asked(kind: Entity, key: string, words: InOtherWords = {}): FieldDefinition {
  const field = fieldDefinition(kind, key)
  if (!field) throw new RangeError(`No field ${key} of ${kind}`)
  const { countsWhen: _when, onlyUnder: _under, isForTwo: _forTwo, required: _needed, ...alone } = field
  return { ...alone, group: 'questions', ...words }
}

/** A question that has to be answered. */
export const needed = (kind: Entity, key: string, words: InOtherWords = {}): FieldDefinition =>
  asked(kind, key, { ...words, required: true })

/** The month so many months from now, after the holding has begun. */
export function monthAhead({ startMonth }: Plan, { params }: PlanInstance, months: number): Month {
  const month = addMonths(startMonth, months)
  const start = monthOf(params, 'start_month')
  return start !== null && start >= month ? addMonths(start, 1) : month
}

export function monthOf(params: Params, key: string): Month | null {
  const value = params[key]
  return typeof value === 'string' && isMonth(value) ? value : null
}

/** As somebody would say it who estimates: one digit and noughts, and something at any rate. */
export function roughly(amount: number): number {
  return amount > 1 ? Number(amount.toPrecision(1)) : 1
}

/** A name that nothing here has. */
export function freshName({ instances }: Plan, base: string): string {
  const taken = new Set(instances.map(({ name }) => name))
  const names = [base, ...instances.map((_, index) => `${base} ${index + 2}`)]
  return names.find((name) => !taken.has(name)) ?? base
}

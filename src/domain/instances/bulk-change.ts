/** Changes to fields of many instances: what they would make of each, shown before the database does it. */
import { inFifteenDigits, productOf, sumOf, toDecimal, toWhole } from '../money/decimal.ts'
import { fieldDefinition } from './catalogue.ts'
import { fieldSchema } from './field-schema.ts'
import { instanceStatusSchema, nameSchema } from './schema.ts'
import { tidyName } from './tidy-name.ts'
import { problemsTogether } from './together.ts'
import type { FieldDefinition, InstanceContent, InstanceKind, Scalar } from './types.ts'

/** A value for all, or a step from each one's own. */
export type BulkChange =
  | { readonly set: Scalar | null }
  | { readonly add: number }
  | { readonly multiply: number }

/** What a change means for one instance. */
export type BulkEffect =
  | { readonly outcome: 'changed'; readonly before: Scalar | null; readonly after: Scalar | null }
  | { readonly outcome: 'same'; readonly before: Scalar | null }
  /** Its kind lacks the field, or there is neither a value of its own nor a default to start from. */
  | { readonly outcome: 'not_concerned'; readonly reason: 'unknown_field' | 'no_value' }
  | { readonly outcome: 'refused'; readonly before: Scalar | null; readonly problem: string }

type Changeable = InstanceContent & { readonly kind: InstanceKind }

/**
 * The effect of changing one merge field (`name` and `status` are only set, `params.<key>` also steps); the database
 * rounds and judges the same way. Limits are written as the locale does.
 */
export function effectOf(
  instance: Changeable,
  field: string,
  change: BulkChange,
  locale?: string,
): BulkEffect {
  if (field === 'name' || field === 'status') {
    const schema = field === 'name' ? nameSchema : instanceStatusSchema
    const said = 'set' in change ? change.set : null
    const after = field === 'name' && typeof said === 'string' ? tidyName(said) : said
    return judged(instance[field], after, instance[field] === after, problemIn(schema.safeParse(after)))
  }
  const key = field.replace(/^params\./, '')
  const definition = fieldDefinition(instance.kind, key)
  if (!definition) return { outcome: 'not_concerned', reason: 'unknown_field' }
  const before = instance.params[key] ?? null
  // A missing key is its default: a step starts there, and what ends there is no change.
  const meant = before ?? definition.default
  if (!('set' in change) && typeof meant !== 'number') return { outcome: 'not_concerned', reason: 'no_value' }
  const after = 'set' in change ? change.set : stepped(definition, Number(meant), change)
  return judged(before, after, (after ?? definition.default) === meant, problemOf(definition, after, locale))
}

interface FieldEffect {
  readonly field: string
  readonly effect: BulkEffect
}

/** The effects of several changes on one instance: values are judged as they come to stand together. */
export function effectsOf(
  instance: Changeable,
  changes: Readonly<Record<string, BulkChange>>,
  locale?: string,
): FieldEffect[] {
  const effects = Object.entries(changes).map(([field, change]) => ({
    field,
    effect: effectOf(instance, field, change, locale),
  }))
  const changed = effects.flatMap(({ field, effect }) =>
    effect.outcome === 'changed' ? [[field.replace(/^params\./, ''), effect.after] as const] : [],
  )
  const problems = problemsTogether({ ...instance.params, ...Object.fromEntries(changed) })
  return effects.map(({ field, effect }) => {
    const problem = problems.find(({ fields }) => fields.includes(field.replace(/^params\./, '')))
    return problem && effect.outcome === 'changed'
      ? { field, effect: { outcome: 'refused', before: effect.before, problem: problem.message } }
      : { field, effect }
  })
}

function judged(
  before: Scalar | null,
  after: Scalar | null,
  isSame: boolean,
  problem: string | null,
): BulkEffect {
  if (isSame) return { outcome: 'same', before }
  return problem ? { outcome: 'refused', before, problem } : { outcome: 'changed', before, after }
}

function stepped(
  { type }: FieldDefinition,
  value: number,
  change: { readonly add: number } | { readonly multiply: number },
): number {
  const old = toDecimal(value)
  const next =
    'add' in change ? sumOf(old, toDecimal(change.add)) : productOf(old, toDecimal(change.multiply))
  return type === 'integer' ? toWhole(next) : inFifteenDigits(next)
}

function problemOf(definition: FieldDefinition, value: Scalar | null, locale?: string): string | null {
  if (value === null) return definition.required ? `${definition.label} is needed.` : null
  return problemIn(fieldSchema(definition, locale).safeParse(value))
}

type Parsed =
  | { readonly success: true }
  | { readonly success: false; readonly error: { readonly issues: readonly { readonly message: string }[] } }

function problemIn(parsed: Parsed): string | null {
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'This value is refused.')
}

/** Assumptions: schema, defaults, and how a scenario's own ones lie over those of the profile. */
import type { z } from 'zod'
import { parseTaxBrackets } from '#domain/tax/brackets.ts'
import { isTaxAssumptionRelevant } from '#domain/tax/tax-assumptions.ts'
import { completeValues } from '../instances/defaults.ts'
import { fieldsSchema } from '../instances/field-schema.ts'
import type { Params, Scalar } from '../instances/types.ts'
import { assumptionFields } from './assumption-fields.ts'
import {
  areAllCorrelationsConsistent,
  areCorrelationsConsistent,
  bondCorrelationKeys,
  correlationKeys,
} from './correlations.ts'

/** All assumptions with a value each; null for those that nobody has said and the catalogue gives no default. */
export type Assumptions = Readonly<Record<string, Scalar | null>>

const bracketFields = assumptionFields.filter(({ notation }) => notation === 'tax_brackets')

/**
 * Sparse assumptions as they are stored: strict, within ranges. What depends on several fields is checked with the
 * catalogue's defaults for the missing ones, exactly as the database does.
 */
export const assumptionsSchema: z.ZodType<Record<string, Scalar>, Record<string, unknown>> = fieldsSchema(
  assumptionFields,
).superRefine((values, context) => {
  const complete = completeValues(assumptionFields, values)
  const keys = [...correlationKeys, ...bondCorrelationKeys]
  if (!canCorrelate(values, complete)) {
    const message =
      'These correlations cannot all hold: two things that both follow a third closely cannot move apart. Bring one of them closer to 0.'
    for (const key of keys.filter((key) => key in values))
      context.addIssue({ code: 'custom', path: [key], message })
  }
  for (const { key } of bracketFields) {
    const text = values[key]
    const parsed = typeof text === 'string' ? parseTaxBrackets(text) : null
    if (parsed && 'error' in parsed) context.addIssue({ code: 'custom', path: [key], message: parsed.error })
  }
})

/** Whether the correlations can hold together. Those of bonds are judged once one of them is given: defaults give way to what is. */
function canCorrelate(given: Params, complete: Assumptions): boolean {
  const of = (keys: readonly string[]) => keys.map((key) => Number(complete[key])) as [number, number, number]
  const others = of(correlationKeys)
  return bondCorrelationKeys.some((key) => key in given)
    ? areAllCorrelationsConsistent(...others, ...of(bondCorrelationKeys))
    : areCorrelationsConsistent(...others)
}

/**
 * Lays sparse assumptions over each other, the later ones on top (defaults, then profile, then scenario).
 * Without any, these are the defaults. Unknown keys, as a newer version may have left, are dropped.
 */
export function resolveAssumptions(...sparse: readonly Params[]): Assumptions {
  return completeValues(assumptionFields, Object.assign({}, ...sparse) as Params)
}

/** Whether this assumption has any effect, given all of them: the forms leave out the others. */
export function isAssumptionRelevant(key: string, assumptions: Assumptions): boolean {
  // Written by confirming and by the stress tests, not by hand.
  if (key === 'household_confirmed_month' || key === 'stress_tests') return false
  if (key === 'goal_year' || key === 'goal_as_of_month') return assumptions.goal_amount !== null
  return isTaxAssumptionRelevant(key, assumptions)
}

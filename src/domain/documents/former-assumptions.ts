/** What files of before say in assumptions that there are no more. The database reads it alike (private.flows_of_assumptions). */
import { amount, signedAmount } from '../instances/ranges.ts'
import type { InstanceContent } from '../instances/types.ts'
import { isObject } from './document-schema.ts'

interface Flow extends InstanceContent {
  readonly kind: 'cash_flow'
}

/** A surplus was received without tax; other income, a year, was received and taxed elsewhere. */
const former = [
  {
    key: 'household_monthly_surplus',
    name: 'Left over each month',
    tax_treatment: 'untaxed',
    parts: 1,
    ...signedAmount,
  },
  { key: 'other_income', name: 'Other income', tax_treatment: 'rate_only', parts: 12, ...amount },
]

/**
 * A document without those assumptions, and the flows that they mean. Of which month an amount is, and whether reality has
 * such a flow already, the database says.
 */
export function withoutFormerAssumptions(document: unknown): {
  readonly document: unknown
  readonly flows: readonly Flow[]
} {
  const scenario = isObject(document) ? document.scenario : null
  if (!isObject(document) || !isObject(scenario) || !isObject(scenario.assumptions))
    return { document, flows: [] }
  const assumptions = { ...scenario.assumptions }
  const flows: Flow[] = []
  for (const { key, name, tax_treatment, parts, min, max } of former) {
    const said = assumptions[key]
    // What never could be such an amount is refused as an unknown field, as is one that the database cannot keep.
    const isKept = typeof said === 'number' && (said === 0 || Math.abs(said) >= 1e-300)
    if (!isKept || said < min || said > max) continue
    delete assumptions[key]
    if (said === 0) continue
    const direction = said < 0 ? 'expense' : 'income'
    const params = { direction, amount: Math.abs(said) / parts, tax_treatment }
    flows.push({ kind: 'cash_flow', name, status: 'active', params })
  }
  return { document: { ...document, scenario: { ...scenario, assumptions } }, flows }
}

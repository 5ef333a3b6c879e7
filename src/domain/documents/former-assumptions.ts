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
  const given = scenario.assumptions
  const assumptions = { ...given }
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
  const isOfBefore = former.some(({ key }) => key in given && !(key in assumptions))
  const { instances } = document
  const entries = isOfBefore && Array.isArray(instances) ? { instances: instances.map(withFormerRises) } : {}
  return { document: { ...document, ...entries, scenario: { ...scenario, assumptions } }, flows }
}

/** Yearly rises that were defaults when files said these assumptions, and what of a kind rises by them. */
const formerRises = [
  { kinds: ['property'], key: 'rent_growth_rate', rise: 3, amounts: ['weekly_rent'] },
  { kinds: ['property'], key: 'expense_growth_rate', rise: 3, amounts: ['annual_expenses'] },
  {
    kinds: ['portfolio', 'cash'],
    key: 'contribution_growth_rate',
    rise: 0,
    amounts: ['monthly_contribution', 'monthly_withdrawal'],
  },
]

/** What a missing rise meant then is said: it has come to mean that of inflation. As in private.with_former_rises. */
function withFormerRises(entry: unknown): unknown {
  if (!isObject(entry) || !isObject(entry.params)) return entry
  const { kind, params } = entry
  const isSaid = (key: string) => params[key] !== undefined && params[key] !== null
  const rises = formerRises
    .filter(({ kinds, key, amounts }) => kinds.includes(String(kind)) && !isSaid(key) && amounts.some(isSaid))
    .map(({ key, rise }) => [key, rise])
  return { ...entry, params: { ...params, ...Object.fromEntries(rises) } }
}

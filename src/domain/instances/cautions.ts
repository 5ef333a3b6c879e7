/** What is allowed but probably not meant: the form points it out and saves all the same. */
import { formatExact } from '../money/format.ts'
import { catalogue } from './catalogue.ts'
import { withDefaults } from './defaults.ts'
import { formatPercent } from './format.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

export interface Caution {
  readonly key: string
  readonly message: string
}

/** Asks back about a number outside its usual range; null when it is usual. */
export function unusual(
  field: FieldDefinition,
  value: Scalar | null | undefined,
  locale: string,
): string | null {
  if (typeof value !== 'number' || value === field.default) return null
  const limit = (usual: number) => {
    if (field.type === 'percent') return formatPercent(usual, locale)
    // A duration may be typed in years, where a bare limit would mislead.
    return `${formatExact(usual, locale)}${field.unit === 'months' ? ' months' : ''}`
  }
  if (field.usualMin !== undefined && value < field.usualMin)
    return `Unusually low: it is mostly at least ${limit(field.usualMin)}. Is that right?`
  if (field.usualMax !== undefined && value > field.usualMax)
    return `Unusually high: it is mostly at most ${limit(field.usualMax)}. Is that right?`
  return null
}

type Values = Readonly<Record<string, Scalar | null>>
type Rule = (values: Values) => Caution | null

/** A month before another one that it cannot precede. */
function before(key: string, earlierKey: string, message: string): Rule {
  return (values) => {
    const [later, earlier] = [values[key], values[earlierKey]]
    return typeof later === 'string' && typeof earlier === 'string' && later < earlier
      ? { key, message }
      : null
  }
}

/** A number above another one that bounds it. */
function above(key: string, boundKey: string, message: string): Rule {
  return (values) => (Number(values[key]) > Number(values[boundKey]) ? { key, message } : null)
}

const saleAfterPurchase = before(
  'sale_month',
  'start_month',
  'The sale is before the purchase: it would never be yours.',
)
const contributionsEndLate = before(
  'contribution_end_month',
  'start_month',
  'Contributions would end before the start.',
)

/** Whether a gain is realised that began before the amounts were true, and nobody has said what the holding cost. */
export function isPastGainUntaxed(values: Values): boolean {
  const { start_month: bought, as_of_month: asOf } = values
  const isRealised = values.sale_month !== null || Number(values.monthly_withdrawal ?? 0) > 0
  const isPrice = bought !== null && (asOf === null || String(bought) >= String(asOf))
  return isRealised && values.cost_base === null && !isPrice && values.main_residence !== true
}

const costIsKnown: Rule = (values) =>
  isPastGainUntaxed(values)
    ? {
        key: 'cost_base',
        message:
          'Left empty, what it has gained so far is free of tax when it is sold. What has it cost you?',
      }
    : null

const rules: Readonly<Record<InstanceKind, readonly Rule[]>> = {
  property: [
    saleAfterPurchase,
    costIsKnown,
    above('loan_balance', 'value', 'The loan is larger than the value of the property.'),
    above(
      'loan_interest_only_months',
      'loan_term_months',
      'Longer than the loan runs: all of it would be repaid with the last payment.',
    ),
    above('loan_fixed_months', 'loan_term_months', 'Longer than the loan runs.'),
    above('offset_balance', 'loan_balance', 'More than the loan: the part above it saves no interest.'),
  ],
  portfolio: [
    saleAfterPurchase,
    costIsKnown,
    contributionsEndLate,
    above('income_yield', 'expected_return', 'More than the whole return: the price would fall every year.'),
  ],
  cash: [contributionsEndLate],
  loan: [
    above(
      'interest_only_months',
      'term_months',
      'Longer than the loan runs: all of it would be repaid with the last payment.',
    ),
    above('fixed_months', 'term_months', 'Longer than the loan runs.'),
  ],
}

/** Everything about these params that deserves a second look, in the order of the form. */
export function cautions(kind: InstanceKind, params: Params, locale: string): readonly Caution[] {
  const fields = catalogue[kind].fields
  const found = fields.flatMap((field) => {
    const message = unusual(field, params[field.key], locale)
    return message ? [{ key: field.key, message }] : []
  })
  const values = withDefaults(kind, params)
  const crossed = rules[kind].flatMap((rule) => rule(values) ?? [])
  return [...found, ...crossed]
}

/** The fields of a holding that say when something happens to it. */
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'

export interface EventField {
  readonly key: string
  /** What happens then, in a few words behind the name of the holding. */
  readonly label: string
}

/** In the order of a life; fields that are not of type `month` are durations from the month of the amounts. */
export const eventFields: Readonly<Record<InstanceKind, readonly EventField[]>> = {
  property: [
    { key: 'start_month', label: 'bought' },
    { key: 'loan_fixed_months', label: 'fixed rate ends' },
    { key: 'loan_interest_only_months', label: 'interest-only time ends' },
    { key: 'loan_refinance_month', label: 'loan refinanced' },
    { key: 'loan_lump_sum_month', label: 'lump sum paid off' },
    { key: 'sale_month', label: 'sold' },
  ],
  portfolio: [
    { key: 'start_month', label: 'bought' },
    { key: 'contribution_end_month', label: 'last contribution' },
    { key: 'access_month', label: 'access begins' },
    { key: 'withdrawal_start_month', label: 'first withdrawal' },
    { key: 'sale_month', label: 'sold' },
  ],
  cash: [
    { key: 'start_month', label: 'opened' },
    { key: 'contribution_end_month', label: 'last contribution' },
    { key: 'withdrawal_start_month', label: 'first withdrawal' },
  ],
  loan: [
    { key: 'start_month', label: 'paid out' },
    { key: 'fixed_months', label: 'fixed rate ends' },
    { key: 'interest_only_months', label: 'interest-only time ends' },
    { key: 'refinance_month', label: 'refinanced' },
    { key: 'lump_sum_month', label: 'lump sum paid off' },
  ],
  cash_flow: [
    { key: 'start_month', label: 'begins' },
    { key: 'end_month', label: 'ends' },
  ],
}

/** Whether the field says how long it takes until then, and not when. */
export function isDuration(kind: InstanceKind, key: string): boolean {
  return fieldDefinition(kind, key)?.type === 'integer'
}

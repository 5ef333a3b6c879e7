/** What a stress test can move. What moves with it, and what stays, is in `projection/analysis/movements.ts`. */
import type { FieldDefinition } from '../instances/types.ts'

/** How a figure changes, in the form of a field, so that it is read and shown like one. */
type Size = Pick<FieldDefinition, 'type' | 'unit' | 'min' | 'max'>

interface ShockFigureDefinition {
  readonly label: string
  readonly size: Size
  /** It happens at once and has no duration. */
  readonly isFall?: true
}

/** Nine digits, as the form that is stored allows. */
const largestSurplus = 999_999_999
const points = { type: 'percent', unit: 'points', min: -20, max: 20 } as const
const percent = { type: 'percent', min: -100, max: 100 } as const

const shockFigures = {
  property_value: { label: 'Value of properties', size: percent, isFall: true },
  share_value: { label: 'Value of shares', size: percent, isFall: true },
  bond_value: { label: 'Value of bonds', size: percent, isFall: true },
  property_growth: { label: 'Growth of properties', size: points },
  share_return: { label: 'Return of shares', size: points },
  bond_return: { label: 'Return of bonds', size: points },
  loan_rate: { label: 'Borrowing rates', size: points },
  deposit_rate: { label: 'Deposit rates', size: points },
  all_rates: { label: 'Borrowing and deposit rates', size: points },
  inflation: { label: 'Inflation alone', size: points },
  inflation_all: { label: 'Inflation and all that follows it', size: points },
  rent: { label: 'Rents', size: percent },
  income: { label: 'Incomes', size: percent },
  expenses: { label: 'Expenses', size: percent },
  surplus: {
    label: 'What is left over each month',
    size: { type: 'money', unit: 'a month', min: -largestSurplus, max: largestSurplus },
  },
} as const satisfies Record<string, ShockFigureDefinition>

export type ShockFigure = keyof typeof shockFigures

export const shockFigureKeys = Object.keys(shockFigures) as ShockFigure[]

export function shockFigure(figure: ShockFigure): ShockFigureDefinition {
  return shockFigures[figure]
}

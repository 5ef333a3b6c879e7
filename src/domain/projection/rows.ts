/** The rows of a yearly result: what each means and how it is made. */

/**
 * Balances at the end of a year (at point 0: at the beginning of the projection) and flows during it, all in
 * the user's currency, nominal but for `netWorthReal`.
 *
 * netCashFlow = income − reinvested + received − spent − expenses − interest − principal − contributions
 * + withdrawals − tax, and for the total it is exactly the change of the household account. netWorth moves by
 * income + growth + received − spent − expenses − interest − tax, of an instance also less its netCashFlow.
 */
export const rows = [
  /** Worth of properties. */
  'propertyValue',
  /** Worth of portfolios, of shares and of bonds. */
  'portfolioValue',
  /** Cash deposits and offset accounts. */
  'cashValue',
  /** Loans owed, positive. */
  'debt',
  /** The household account; negative when overdrawn. */
  'household',
  /** Values and household account less debt. */
  'netWorth',
  /** Net worth in money of the first month. */
  'netWorthReal',
  /** Incomes of the household: salary, pension and the like, before tax. */
  'received',
  /** Expenses of the household: living costs and the like. */
  'spent',
  /** Rent received, distributions, interest earned. */
  'income',
  /** Running costs, management, purchase and selling costs. */
  'expenses',
  /** Interest paid on loans and on an overdrawn household account. */
  'interest',
  /** Debt repaid, also out of a sale. */
  'principal',
  /** Money put in from the household account: regular contributions, purchases less what is borrowed for them. */
  'contributions',
  /** Money taken out into the household account: withdrawals, sale prices, a new loan paid out. */
  'withdrawals',
  /** Income tax because of the instances, and what is withheld of the household's incomes; negative where they lower it. */
  'tax',
  'netCashFlow',
  /** Sum of netCashFlow since the beginning. */
  'cumulativeCashFlow',
  /** The part of income that stayed in the holding. */
  'reinvested',
  /** Change in worth that is no flow: market growth less fees. */
  'growth',
  /** The part of withdrawals that covered what the household account was short of (`cover_shortfall_from`). */
  'covered',
  /** The largest overdraft of the household account at the end of any month of the year; 0 when there is none. */
  'deficit',
] as const

export type Row = (typeof rows)[number]

/** Rows that are balances at a moment; the others are flows during a year. */
export const balanceRows: readonly Row[] = [
  'propertyValue',
  'portfolioValue',
  'cashValue',
  'debt',
  'household',
  'netWorth',
  'netWorthReal',
]

const indices = Object.fromEntries(rows.map((row, index) => [row, index])) as Record<Row, number>

/** Position of a row in the typed arrays of results. */
export function rowIndex(row: Row): number {
  return indices[row]
}

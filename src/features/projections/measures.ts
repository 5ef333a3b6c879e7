/** The rows of a projection in words, in the order of the tables. */
import type { Row } from '#domain/projection/rows.ts'

export interface Measure {
  readonly row: Row
  readonly label: string
  /** One sentence for an investor. */
  readonly help: string
  /** Sums that stand out in a table. */
  readonly isTotal?: true
}

export interface MeasureGroup {
  readonly label: string
  readonly measures: readonly Measure[]
}

export const measureGroups: readonly MeasureGroup[] = [
  {
    label: 'What you own and owe, at the end of the year',
    measures: [
      { row: 'propertyValue', label: 'Properties', help: 'What your properties are worth.' },
      {
        row: 'portfolioValue',
        label: 'Portfolios',
        help: 'What your portfolios of shares and bonds are worth.',
      },
      { row: 'cashValue', label: 'Cash', help: 'Cash deposits and offset accounts.' },
      {
        row: 'household',
        label: 'Household account',
        help: 'The account that receives and pays everything; negative when it is overdrawn.',
      },
      {
        row: 'debt',
        label: 'Debt',
        help: 'What you owe on all loans, as a negative amount, so that these rows add up to net worth.',
      },
      { row: 'netWorth', label: 'Net worth', help: 'What you own less what you owe.', isTotal: true },
      {
        row: 'netWorthReal',
        label: 'Net worth, today’s money',
        help: 'Net worth with inflation taken out.',
        isTotal: true,
      },
    ],
  },
  {
    label: 'Money in and out, during the year',
    measures: [
      {
        row: 'received',
        label: 'Household income',
        help: 'Salary, pension and the like, before the tax that is withheld.',
      },
      { row: 'spent', label: 'Household expenses', help: 'Living costs and what else you spend.' },
      { row: 'income', label: 'Investment income', help: 'Rent, distributions and interest received.' },
      { row: 'reinvested', label: 'Reinvested', help: 'The part of income that stays in the holding.' },
      {
        row: 'expenses',
        label: 'Investment costs',
        help: 'Running costs, management, buying and selling costs.',
      },
      { row: 'interest', label: 'Interest paid', help: 'On loans and on an overdrawn household account.' },
      { row: 'principal', label: 'Principal repaid', help: 'Debt paid back, also out of a sale.' },
      {
        row: 'contributions',
        label: 'Contributions',
        help: 'Money put in: regular payments, and purchases less what is borrowed for them.',
      },
      {
        row: 'withdrawals',
        label: 'Withdrawals',
        help: 'Money taken out: regular withdrawals, what covers a shortfall, sale prices, and new loans paid out.',
      },
      {
        row: 'tax',
        label: 'Tax',
        help: 'Income tax because of your investments, negative where they lower it, and what is withheld from your income.',
      },
      {
        row: 'netCashFlow',
        label: 'Net cash flow',
        help: 'All of the above together: the change of the household account.',
        isTotal: true,
      },
      {
        row: 'cumulativeCashFlow',
        label: 'Cumulative cash flow',
        help: 'Net cash flow added up since the beginning.',
        isTotal: true,
      },
    ],
  },
  {
    label: 'Worth knowing',
    measures: [
      { row: 'growth', label: 'Market growth', help: 'The change in worth that is no payment, less fees.' },
      {
        row: 'covered',
        label: 'Drawn to cover a shortfall',
        help: 'The part of withdrawals that was taken out of deposits and portfolios because the household account was short.',
      },
      {
        row: 'deficit',
        label: 'Largest overdraft',
        help: 'The deepest that the household account is overdrawn at the end of any month of the year.',
      },
    ],
  },
]

const measures = new Map(
  measureGroups.flatMap((group) => group.measures).map((measure) => [measure.row, measure]),
)

/** The words for a row. */
export function measureOf(row: Row): Measure {
  const measure = measures.get(row)
  if (!measure) throw new Error(`There are no words for the row ${row}.`)
  return measure
}

/** What a chart can show over the years. Net worth in today's money is net worth with that money chosen. */
export const chartRows = [
  'netWorth',
  'propertyValue',
  'portfolioValue',
  'cashValue',
  'household',
  'debt',
  'income',
  'tax',
  'netCashFlow',
  'cumulativeCashFlow',
] as const satisfies readonly Row[]
export type ChartRow = (typeof chartRows)[number]

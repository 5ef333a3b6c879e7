/** What comes in and goes out in an average month of the coming year, and what is left of it. */
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import { at, totals } from './series.ts'

/** Whether anybody has said what comes in or goes out. */
export function knowsMoney({ instances }: Plan): boolean {
  return instances.some(({ kind, status }) => kind === 'cash_flow' && status === 'active')
}

interface MonthlyAmount {
  readonly key: string
  readonly label: string
  /** Below zero where it goes out. */
  readonly amount: number
}

interface MonthlyMoney {
  /** They add up to what is left; what is nothing is left out. */
  readonly parts: readonly MonthlyAmount[]
  readonly left: number
  /** Taken out of deposits and portfolios because too little was left. */
  readonly covered: number
}

const lines: readonly { key: string; label: string; in: readonly Row[]; out: readonly Row[] }[] = [
  { key: 'income', label: 'You earn', in: ['received'], out: [] },
  { key: 'tax', label: 'Tax', in: [], out: ['tax'] },
  { key: 'expenses', label: 'You spend', in: [], out: ['spent'] },
  { key: 'investments', label: 'Investments, after costs', in: ['income'], out: ['reinvested', 'expenses'] },
  { key: 'loans', label: 'Loans', in: [], out: ['interest', 'principal'] },
  { key: 'saved', label: 'Paid in or taken out', in: ['withdrawals'], out: ['contributions', 'covered'] },
]

/** In future money: within a year both are the same to the eye. */
export function monthlyMoney(projection: Projection): MonthlyMoney {
  const of = (row: Row) => at(totals(projection, row, 'future'), 1) / 12
  const sum = (rows: readonly Row[]) => rows.reduce((total, row) => total + of(row), 0)
  return {
    parts: lines
      .map(({ key, label, ...rows }) => ({ key, label, amount: sum(rows.in) - sum(rows.out) }))
      .filter(({ amount }) => Math.abs(amount) >= 0.5),
    left: of('netCashFlow') - of('covered'),
    covered: of('covered'),
  }
}

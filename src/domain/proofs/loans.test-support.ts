/** Published figures of loans: level payments. */
import { repaidShare } from '../projection/engine/level-payment.ts'
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import { project } from '../projection/project.ts'
import { instanceSeries } from '../projection/projection.ts'
import { numpy, type Proof } from './proof.test-support.ts'

const disclosure =
  '[Consumer Financial Protection Bureau, closing disclosure, sample](https://www.consumerfinance.gov/owning-a-home/closing-disclosure/)'
const estimate =
  '[Consumer Financial Protection Bureau, loan estimate, sample](https://www.consumerfinance.gov/owning-a-home/loan-estimate/)'

export const payment = (rate: number, payments: number, balance: number) =>
  balance * (rate + repaidShare(rate, payments))

/** Principal of the nth payment of a level loan. */
function principalOf(nth: number, rate: number, payments: number, balance: number): number {
  let left = balance
  let principal = 0
  for (let paid = 0; paid < nth; paid++) {
    principal = left * repaidShare(rate, payments - paid)
    left -= principal
  }
  return principal
}

const sampleLoan = (row: 'interest' | 'principal') =>
  Array.from(
    instanceSeries(
      project(
        planOf([instanceOf('loan', { balance: 162_000, rate: 3.875, term_months: 360 })], {
          horizon_years: 30,
        }),
      ),
      'loan-1',
      row,
    ),
  )

export const loanProofs: readonly Proof[] = [
  {
    figure: '15,000 at 8% over 60 months: payment a month (`pmt`)',
    source: numpy,
    published: 304.145914,
    ours: () => payment(0.08 / 12, 60, 15_000),
    tolerance: 5e-7,
  },
  ...[75.62318601, 76.25337923, 76.88882405, 77.52956425].map((published, index) => ({
    figure: `2,000 at 10% over 24 months: principal in payment ${index + 1} (\`ppmt\`)`,
    source: numpy,
    published,
    ours: () => principalOf(index + 1, 0.1 / 12, 24, 2_000),
    tolerance: 5e-9,
  })),
  {
    figure: '8,000 at 7%, repaid in 64.07334877 months (`nper`): payment a month',
    source: numpy,
    published: 150,
    ours: () => payment(0.07 / 12, 64.07334877, 8_000),
    tolerance: 5e-7,
  },
  {
    figure: '162,000 at 3.875% over 30 years: payment a month',
    source: disclosure,
    published: 761.78,
    ours: () => (sampleLoan('interest')[1]! + sampleLoan('principal')[1]!) / 12,
    tolerance: 0.005,
  },
  {
    figure: 'the same: principal repaid in five years',
    source: estimate,
    published: 15_773,
    ours: () => sampleLoan('principal').reduce((sum, value, year) => sum + (year <= 5 ? value : 0), 0),
    tolerance: 0.5,
  },
]

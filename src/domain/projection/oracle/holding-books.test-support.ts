/** What a holding of the plain model in oracle.test-support.ts has received and paid: in a year, in a tax year, and for the household account. */

/** Flows of a holding, and how each reaches the household account. */
const towardsHousehold = {
  income: 1,
  reinvested: -1,
  expenses: -1,
  interest: -1,
  principal: -1,
  contributions: -1,
  withdrawals: 1,
  covered: 0,
  growth: 0,
  /** Paid in by an employer, and what a fund pays as tax. */
  received: 1,
  tax: -1,
}
type Flow = keyof typeof towardsHousehold

export class HoldingBooks {
  /** This year's flows. */
  flows!: Record<Flow, number>
  /** Of this tax year: taxable income less deductions. */
  net!: number
  /** Net of a let dwelling, in the months in which losses may wait. */
  dwellingNet!: number
  /** Of a let dwelling: profit before interest, and the interest. */
  letting!: { profit: number; interest: number }
  /** Tax paid by companies on its income. */
  credits!: number
  /** Paid into what is taxed later, which lowers income of the household first. */
  contributed!: number
  /** Income of shares. */
  dividends!: number
  /** What has to be booked into the household account. */
  due = 0

  constructor() {
    this.beginYear()
    this.#clearTaxYear()
  }

  beginYear() {
    const [income, reinvested, expenses, interest] = [0, 0, 0, 0]
    const [principal, contributions, withdrawals, covered, growth] = [0, 0, 0, 0, 0]
    const paid = { expenses, interest, principal, contributions }
    this.flows = { income, reinvested, ...paid, withdrawals, covered, growth, received: 0, tax: 0 }
  }

  beginTaxYear() {
    this.#clearTaxYear()
  }

  /** What the account has seen already when its balance is stated. */
  forget() {
    this.beginYear()
    this.due = 0
  }

  protected book(flow: Flow, amount: number) {
    this.flows[flow] += amount
    this.due += towardsHousehold[flow] * amount
  }

  #clearTaxYear() {
    this.net = 0
    this.dwellingNet = 0
    this.letting = { profit: 0, interest: 0 }
    this.credits = 0
    this.contributed = 0
    this.dividends = 0
  }
}

/**
 * A second model of the projection, written from docs/explanation/projections.md alone: plain and slow, with ordinary `Math` and an
 * object a holding. The engine must agree with it to the cent.
 */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { type Row, rows } from '../rows.ts'
import { cover } from './cover.test-support.ts'
import { Debt } from './debt.test-support.ts'
import { type FlowCourse, OracleFlow, taxedFlows } from './flow.test-support.ts'
import type { Holding } from './holding.test-support.ts'
import { type Person, peopleOf } from './people.test-support.ts'
import { Property } from './property.test-support.ts'
import { Deposit, Portfolio } from './savings.test-support.ts'
import { settle, type YearOfTax } from './settlement.test-support.ts'
import { reformOf, standardDeductionOf, taxLaw } from './tax-law.test-support.ts'
import { shocksOf, type World } from './world.test-support.ts'

const holdingOfKind = { property: Property, portfolio: Portfolio, cash: Deposit, loan: Debt }

type Rows = Record<Row, number>

/** Every point of the totals, of the household account, and of each active instance in order. */
export interface OracleProjection {
  readonly totals: Rows[]
  readonly household: Rows[]
  readonly instances: Rows[][]
}

/** What a simulation has drawn for one path; months count from 0. */
export interface Draws {
  readonly growth: (instance: PlanInstance, month: number, isBonds?: boolean) => number
  /** In points. */
  readonly rates: (month: number) => number
}

const zeros = (): Rows => Object.fromEntries(rows.map((row) => [row, 0])) as Rows

/** Fills in the rows that follow from others. */
function complete(point: Rows, before: Rows | undefined, level: number): Rows {
  const { income, reinvested, expenses, interest, principal, contributions, withdrawals } = point
  const comesIn = income - reinvested + point.received - point.spent + withdrawals
  point.netCashFlow = comesIn - expenses - interest - principal - contributions - point.tax
  point.cumulativeCashFlow = (before?.cumulativeCashFlow ?? 0) + point.netCashFlow
  point.netWorth = point.propertyValue + point.portfolioValue + point.cashValue + point.household - point.debt
  point.netWorthReal = point.netWorth / level
  return point
}

/** Projects a plan at the mean of every rate, or along one path of a simulation. */
export function oracle(plan: Plan, draws?: Draws): OracleProjection {
  const a = resolveAssumptions(plan.assumptions)
  const inflation = 1 + Number(a.inflation_rate) / 100
  const { shocked, falls, extrasIn, apartFromPrices } = shocksOf(plan)
  const first = monthIndex(plan.startMonth)
  const assumed = (k: number, key: string) => shocked(k)(null, key, Number(a[key]))
  /** Prices at the beginning of a month, those of the first being 1. */
  const levels = new Map([[0, 1]])
  const risenIn = (k: number) => (1 + assumed(k, 'inflation_rate') / 100) ** (1 / 12)
  const levelAt = (k: number): number => {
    if (k <= 0) return inflation ** (k / 12)
    const known = levels.get(k) ?? levelAt(k - 1) * risenIn(k - 1)
    levels.set(k, known)
    return known
  }
  const end = first + 12 * Number(a.horizon_years)
  const since = a.household_as_of_month ? monthIndex(a.household_as_of_month as Month) : first
  const opening = Math.min(first, since)
  const active = plan.instances.filter(({ status }) => status === 'active')
  const holdings: Holding[] = active.flatMap((instance) =>
    instance.kind === 'cash_flow'
      ? []
      : new holdingOfKind[instance.kind](instance, first, opening, reformOf(a, first)),
  )
  const byLineage = active
    .filter(({ kind }) => kind === 'property')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const loan of holdings) {
    const secures = byLineage.find(({ lineageId }) => lineageId === loan.instance.params.secured_on)
    const property = holdings.find(({ instance }) => instance === secures)
    if (loan.instance.kind === 'loan' && property) loan.secureOn(property)
  }
  /** What a loan costs in the month of a sale is known then. */
  const loansFirst = holdings.toSorted(
    (a, b) => Number(b.instance.kind === 'loan') - Number(a.instance.kind === 'loan'),
  )
  const endMonth = (world: World) => {
    for (const holding of holdings) holding.meetReform(world)
    for (const holding of loansFirst) holding.end(world)
  }
  const flowsUnder = (course: FlowCourse) =>
    active
      .filter(({ kind }) => kind === 'cash_flow')
      .map((instance) => new OracleFlow(instance, first, course))
  const flows = flowsUnder({
    shocked: (one, key, value, month) => shocked(month - first)(one, key, value),
    levelAt: (month) => levelAt(month - first),
  })
  const flowsPlanned = flowsUnder({
    shocked: (_, __, value) => value,
    levelAt: (month) => inflation ** ((month - first) / 12),
  })
  const result: OracleProjection = { totals: [], household: [], instances: active.map(() => []) }
  const people = peopleOf(a)
  const lastOfTaxYear = Number(a.tax_year_end_month ?? (a.tax_system === 'au_resident' ? 6 : 12))
  const taxYearOf = (month: number) => Math.floor((month - lastOfTaxYear) / 12)
  let household = Number(a.household_cash)
  /** Prices relative to those of the balance's month, by the anniversaries of it that have passed. */
  let raised = 1
  let own = zeros()
  let parts = holdings.map(() => 0)

  const fall = (k: number) => {
    const left = { property: 1, shares: 1, bonds: 1 }
    for (const { classes, part } of falls(k)) for (const name of classes) left[name] *= 1 - part
    for (const holding of holdings) holding.fall(left)
  }
  const book = () => {
    for (const holding of holdings) {
      household += holding.due
      holding.due = 0
    }
  }
  /** What the household holds stands against loans once, where the rate is highest first; it says how much does. */
  const offset = (world: World) => {
    const loans = holdings
      .flatMap((holding) => {
        const { offsettable: loan, instance } = holding
        const isSecured = instance.kind === 'loan' && instance.params.secured_on !== undefined
        const name = `${isSecured ? 0 : 1} ${instance.lineageId} ${instance.id}`
        return loan ? [{ holding, rate: loan.rate(world), deducted: loan.deducted, name }] : []
      })
      .toSorted(
        (a, b) => b.rate - a.rate || Number(a.deducted) - Number(b.deducted) || (a.name < b.name ? -1 : 1),
      )
    return loans.reduce((stands, { holding }) => stands + holding.offsetBy(household - stands), 0)
  }
  const yearsKnown = new Map<string, YearOfTax>()
  /** Months that have passed know what was planned. */
  const yearOfTax = (month: number, person: Person): YearOfTax => {
    const taxYear = taxYearOf(month)
    const key = `${people.indexOf(person)} ${month < first} ${taxYear}`
    const known = yearsKnown.get(key) ?? (month < first ? planned(taxYear, person) : theRest(taxYear, person))
    yearsKnown.set(key, known)
    return known
  }
  const planned = (taxYear: number, person: Person) => {
    const level = inflation ** (taxYear - taxYearOf(opening))
    return newYearOfTax(taxYear, person, flowsPlanned, level)
  }
  /** What was withheld as planned before the projection is not withheld again. */
  const theRest = (taxYear: number, person: Person): YearOfTax => {
    const begins = 12 * taxYear + lastOfTaxYear
    // The first month after the tax year, and after the one that was open when the balance was stated.
    const after = begins + 12 - first
    const level = levelAt(after) / levelAt(after - 12 * (taxYear - taxYearOf(opening)))
    const year = newYearOfTax(taxYear, person, flows, level)
    const taxableIn = (month: number) =>
      flows
        .filter(({ treatment }) => treatment === 'taxable')
        .reduce((sum, flow) => sum + flow.amountIn(month, taxYearOf) * person.partOf(flow.instance), 0)
    const amounts = Array.from({ length: 12 }, (_, i) => ({
      month: begins + i,
      taxable: taxableIn(begins + i),
    }))
    const sumOf = (part: typeof amounts) => part.reduce((sum, { taxable }) => sum + taxable, 0)
    const passed = sumOf(amounts.filter(({ month }) => month < first))
    const left = sumOf(amounts.filter(({ month }) => month >= first))
    if (passed === 0 || left === 0) return year
    const withheld = year.withheldShare * (passed + left)
    return { ...year, withheldShare: (withheld - planned(taxYear, person).withheldShare * passed) / left }
  }
  const newYearOfTax = (
    taxYear: number,
    person: Person,
    ofHousehold: readonly OracleFlow[],
    level: number,
  ): YearOfTax => {
    const begins = 12 * taxYear + lastOfTaxYear
    const { taxable, deductible, elsewhere } = taxedFlows(ofHousehold, begins, taxYearOf, person.partOf)
    const raised = a.index_brackets ? level : 1
    const most = standardDeductionOf(a, begins, first, raised)
    const income = elsewhere + taxable
    const other = Math.max(0, income - Math.max(deductible, Math.min(most, income)))
    const law = taxLaw(a, begins, first, raised, other)
    const onElsewhere = law.tax(Math.max(0, elsewhere - most), 0)
    const withheld = taxable === 0 ? 0 : Math.max(0, law.tax(other, 0) - onElsewhere)
    return {
      law,
      other,
      otherLoss: Math.max(0, deductible - income),
      paid: onElsewhere + withheld,
      withheldShare: taxable === 0 ? 0 : withheld / taxable,
    }
  }
  const settleTaxYear = (month: number) => {
    for (const person of people) {
      const theirs = holdings.map((holding) => person.taxed(holding))
      const settled = settle(a, theirs, person.earned, yearOfTax(month, person), person.carried)
      parts = parts.map((part, i) => part + settled.parts[i]!)
      own.tax += settled.tax - settled.parts.reduce((sum, part) => sum + part, 0)
      household -= settled.tax
      person.earned = 0
    }
    for (const holding of holdings) holding.beginTaxYear()
  }
  const record = (year: number) => {
    own.household = household
    const total = { ...own }
    const add = (list: Rows[], point: Rows) => list.push(complete(point, list.at(-1), levelAt(12 * year)))
    const points = [
      ...holdings.map(({ instance, balances, flows: ofYear }, i) => {
        return { instance, point: { ...zeros(), ...balances, ...ofYear, tax: ofYear.tax + parts[i]! } }
      }),
      ...flows.map(({ instance, year: ofYear }) => ({ instance, point: { ...zeros(), ...ofYear } })),
    ]
    for (const { instance, point } of points) {
      for (const row of rows) total[row] += point[row]
      add(result.instances[active.indexOf(instance)]!, point)
    }
    add(result.household, own)
    add(result.totals, total)
  }
  const beginYear = () => {
    own = zeros()
    parts = holdings.map(() => 0)
    for (const one of [...holdings, ...flows]) one.beginYear()
  }

  for (let month = Math.min(opening, ...holdings.map((holding) => holding.since)); month < end; month++) {
    const k = month - first
    // What the open tax year has seen is still to be taxed; what was settled before is not.
    if (taxYearOf(month) > taxYearOf(month - 1) && month <= opening)
      for (const holding of holdings) holding.beginTaxYear()
    if (month === opening) for (const holding of holdings) holding.forget()
    for (const holding of holdings) holding.state(month, opening)
    if (k === 0) {
      fall(0)
      beginYear()
      record(0)
      beginYear()
    } else if (k > 0) fall(k)
    const ratesMoved = k < 0 ? 0 : (draws?.rates(k) ?? 0)
    const world: World = {
      month,
      shocked: shocked(k),
      riseWithPrices: (instance, key) => {
        const rate = assumed(k, 'inflation_rate')
        const moved = apartFromPrices(k, instance, key, rate)
        return moved === rate ? levelAt(k) / levelAt(k - 12) : 1 + moved / 100
      },
      loanRateShift: k < 0 ? 0 : assumed(k, 'loan_rate_shift'),
      growthShift: k < 0 ? 0 : assumed(k, 'growth_shift'),
      prices: risenIn(k),
      ratesMoved,
      drawnGrowth: k < 0 ? undefined : draws && ((instance, isBonds) => draws.growth(instance, k, isBonds)),
    }
    for (const holding of holdings) holding.buy(world)
    for (const holding of holdings) holding.refinance(month)
    // What the account held before its month is not known: what it holds then.
    if (month < opening) {
      offset(world)
      endMonth(world)
      continue
    }
    book()
    const isOverdrawn = household < 0
    const earning = household - offset(world)
    const rate = assumed(k, isOverdrawn ? 'household_deficit_rate' : 'household_cash_rate')
    const interest = (earning * Math.max(Math.min(0, rate), rate + ratesMoved)) / 1200
    own[isOverdrawn ? 'interest' : 'income'] += isOverdrawn ? -interest : interest
    if (!isOverdrawn) for (const person of people) person.earned += interest / people.length
    endMonth(world)
    book()
    if (month > opening && (month - opening) % 12 === 0) raised *= levelAt(k) / levelAt(k - 12)
    household += interest
    // One that brings money in and another that takes it out are two, also in the same month.
    for (const extra of extrasIn(k)) {
      own[extra < 0 ? 'spent' : 'received'] += Math.abs(extra) * raised
      household += extra * raised
    }
    const withheldOf = (instance: PlanInstance) =>
      people.reduce(
        (sum, person) => sum + person.partOf(instance) * yearOfTax(month, person).withheldShare,
        0,
      )
    for (const flow of flows) household += flow.end(month, taxYearOf, withheldOf(flow.instance))
    if (taxYearOf(month + 1) > taxYearOf(month) || month === end - 1) settleTaxYear(month)
    if (household < 0) household += cover(a, holdings, -household, month)
    own.deficit = Math.max(own.deficit, -household)
    if (k < 0 || k % 12 !== 11) continue
    record((k + 1) / 12)
    beginYear()
  }
  return result
}

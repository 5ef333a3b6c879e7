/**
 * A second model of the projection, written from docs/explanation/projections.md alone: plain and slow, with ordinary `Math` and an
 * object a holding. The engine must agree with it to the cent.
 */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { type Assumptions, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { parseTaxBrackets, type TaxBracket } from '#domain/tax/brackets.ts'
import { changedNumber, isMeant } from '../change-plan.ts'
import type { Fall, Plan, PlanInstance, Shift, Shock } from '../plan.ts'
import { type Row, rows } from '../rows.ts'
import type { Reform } from './cost-base.test-support.ts'
import { type FlowCourse, OracleFlow, taxedFlows } from './flow.test-support.ts'
import { Holding } from './holding.test-support.ts'
import type { World } from './world.test-support.ts'

type Rows = Record<Row, number>

/** Every point of the totals, of the household account, and of each active instance in order. */
export interface OracleProjection {
  readonly totals: Rows[]
  readonly household: Rows[]
  readonly instances: Rows[][]
}

/** What a simulation has drawn for one path; months count from 0. */
export interface Draws {
  readonly growth: (instance: PlanInstance, month: number) => number
  /** In points. */
  readonly rates: (month: number) => number
}

/** Adds up what each bracket takes of an income. */
function taxOn(income: number, brackets: readonly TaxBracket[], level: number): number {
  const parts = brackets.map(({ from, rate }, k) => {
    const to = (brackets[k + 1]?.from ?? Infinity) * level
    return (Math.max(0, Math.min(income, to) - from * level) * rate) / 100
  })
  return parts.reduce((sum, part) => sum + part, 0)
}

/** The tax year whose law counts: the seventh month lies in it; laws to come may be ignored, and none before 2024–25 is known. */
function lawYearOf(a: Assumptions, begins: number, opened: number): number {
  const counts = a.law_changes === 'ignore' ? Math.min(opened, begins + 6) : begins + 6
  return Math.max(2024, Math.floor((counts - 6) / 12))
}

/** What is taken off income from work in a year, together with what is spent on it. */
function standardDeductionOf(a: Assumptions, begins: number, opened: number, level: number): number {
  return a.tax_system === 'au_resident' && lawYearOf(a, begins, opened) >= 2026 ? 1_000 * level : 0
}

/** The tax a year on an income, as the page says it of each system of law. */
function taxLaw(a: Assumptions, begins: number, opened: number, level: number, other: number) {
  const table = (text: string) => {
    const parsed = parseTaxBrackets(text)
    if ('error' in parsed) throw new RangeError(parsed.error)
    return parsed.brackets
  }
  if (a.tax_system !== 'au_resident') {
    const flat = [{ from: 0, rate: a.tax_system === 'flat' ? Number(a.tax_flat_rate) : 0 }]
    const brackets = a.tax_system === 'custom' ? table(String(a.tax_brackets)) : flat
    const tax = (income: number, extra = 0) => taxOn(income, brackets, level) + extra
    const own = a.tax_system === 'custom' && typeof a.gains_brackets === 'string'
    const ofGains = own ? table(String(a.gains_brackets)) : []
    const free = (brackets.find(({ rate }) => rate > 0)?.from ?? 0) * level
    const gains = (income: number) => taxOn(income, ofGains, level)
    const allowance = Number(a.gains_allowance) * level
    const isApart = a.tax_system === 'custom' && typeof a.dividend_brackets === 'string'
    const ofDividends = isApart ? table(String(a.dividend_brackets)) : []
    // Of these the lowest that would bear tax bear none.
    const dividends = (below: number, amount: number) => {
      const untaxed = Math.max(below, (ofDividends.find(({ rate }) => rate > 0)?.from ?? 0) * level)
      const from = untaxed + Number(a.dividend_allowance) * level
      const all = below + amount
      return taxOn(all, ofDividends, level) - taxOn(Math.min(all, from), ofDividends, level)
    }
    const highest = highestOf([...brackets, ...ofGains, ...ofDividends])
    return { tax, basic: tax, gains, dividends, allowance, free, highest }
  }
  const taxYear = lawYearOf(a, begins, opened)
  const first = taxYear < 2026 ? 16 : taxYear < 2027 ? 15 : 14
  const brackets = table(`0:0, 18200:${first}, 45000:30, 135000:37, 190000:45`)
  const threshold = (taxYear < 2025 ? 27_222 : 28_011) * level
  const work = taxYear < 2027 ? 0 : Math.min(250 * level, taxOn(other, brackets, level))
  const tax = (income: number, extra: number) => {
    const y = Math.max(0, income)
    const above = (from: number, to: number) => Math.max(0, Math.min(y, to * level) - from * level)
    const low = 700 * level - 0.05 * above(37_500, 45_000) - 0.015 * above(45_000, 45_000 + 325 / 0.015)
    const levy = Math.min(0.02 * y, Math.max(0, 0.1 * (y - threshold)))
    return Math.max(0, taxOn(y, brackets, level) + extra - low - work) + levy
  }
  const basic = (income: number) => taxOn(income, brackets, level)
  return { tax, basic, gains: () => 0, dividends: () => 0, allowance: 0, free: 0, highest: 0.47 }
}

const inflationOf = (a: Assumptions) => 1 + Number(a.inflation_rate) / 100
const highestOf = (brackets: readonly TaxBracket[]) => Math.max(0, ...brackets.map(({ rate }) => rate / 100))

/** Losses that wait for later years. */
interface Carried {
  income: number
  capital: number
  rental: number
  interest: number
}

/** What is known of a tax year without the holdings: the law, other income or what is deducted beyond it, and the tax already paid. */
interface YearOfTax {
  readonly law: ReturnType<typeof taxLaw>
  readonly other: number
  readonly otherLoss: number
  readonly paid: number
  /** The part of each taxable income that is withheld. */
  readonly withheldShare: number
}

/** The year's tax on the whole set, and each holding's part of it. */
function settle(
  a: Assumptions,
  holdings: readonly Holding[],
  earned: number,
  { law, other, otherLoss, paid }: YearOfTax,
  carried: Carried,
) {
  const sum = (of: (holding: Holding) => number) => holdings.reduce((total, one) => total + of(one), 0)
  const isOwn = a.tax_system === 'custom'
  const isApart = isOwn && typeof a.gains_brackets === 'string'
  const creditRate = isOwn ? Number(a.interest_credit_rate) / 100 : 0
  const taxedPart = isApart ? 1 : 1 - Number(a.capital_gains_discount) / 100
  const dwellings = (waits: boolean) => sum((one) => (one.waits === waits ? one.dwellingNet : 0))
  const rental = Math.max(0, carried.rental - dwellings(true) - Math.max(0, dwellings(false)))
  const kept = rental - carried.rental

  // Losses of capital lower gains in this order, then losses of dwellings those of dwellings.
  const kinds = ['short', 'long', 'deferredHome', 'indexed', 'indexedHome', 'discountedHome'] as const
  const gains = Object.fromEntries(kinds.map((kind) => [kind, sum((one) => one.gains[kind])])) as Record<
    (typeof kinds)[number],
    number
  >
  const lower = (loss: number, which: readonly (typeof kinds)[number][]) =>
    which.reduce((left, kind) => {
      const used = Math.min(left, gains[kind])
      gains[kind] -= used
      return left - used
    }, loss)
  carried.capital = lower(carried.capital + sum((one) => one.gains.loss), kinds)
  carried.rental = lower(rental, ['deferredHome', 'indexedHome', 'discountedHome'])
  const leastTaxed = gains.indexed + gains.indexedHome
  const discounted = gains.long + gains.deferredHome + gains.discountedHome
  const allGain = gains.short + discounted * taxedPart + leastTaxed
  const netGain = isApart ? Math.max(0, allGain - law.allowance) : allGain
  // Interest that is credited is not deducted.
  const netOf = (one: Holding) => one.net + (creditRate > 0 ? one.letting.interest : 0)
  const income = sum(netOf) + earned + kept
  const net = income + netGain

  const mayOffset = a.loss_treatment === 'offset_other_income'
  const remaining = (isApart ? income : net) - otherLoss - carried.income + (mayOffset ? other : 0)
  carried.income = Math.max(0, -remaining)
  const taxable = Math.max(0, remaining) + (mayOffset ? 0 : other)
  // What is lowered by losses last.
  const ofShares = isOwn && typeof a.dividend_brackets === 'string' ? sum(({ dividends }) => dividends) : 0
  const dividends = Math.min(ofShares, Math.max(0, remaining))
  const extra = 0.3 * leastTaxed - (law.basic(taxable) - law.basic(taxable - leastTaxed))
  const onGain = isApart ? law.gains(taxable + netGain) - law.gains(taxable) : 0
  let credit = sum(({ credits }) => credits)
  if (creditRate > 0) {
    const interest = carried.interest + sum(({ letting }) => letting.interest)
    const profit = Math.max(
      0,
      sum(({ letting }) => letting.profit),
    )
    const counted = Math.min(interest, profit, Math.max(0, taxable - dividends - law.free))
    carried.interest = interest - counted
    credit += creditRate * counted
  }
  const onIncome = law.tax(taxable - dividends, leastTaxed > 0 ? Math.max(0, extra) : 0)
  const gross = onIncome + law.dividends(taxable - dividends, dividends) + onGain - paid
  const tax = gross - credit

  // Where no dwelling is left whose losses wait, what is deducted of them belongs to nobody.
  const shared = sum(({ net: own, waits }) => (waits ? Math.abs(own) : 0)) > 0 ? net : net - kept
  const credits = sum((one) => one.credits)
  const average = shared === 0 ? 0 : Math.min(law.highest, Math.max(0, (tax + credits) / shared))
  const gainOf = ({ gains: own }: Holding) =>
    own.short + (own.long + own.deferredHome + own.discountedHome) * taxedPart + own.indexed + own.indexedHome
  const left = sum(gainOf) > 0 ? netGain / sum(gainOf) : 0
  const size = (one: Holding) => (one.waits ? Math.abs(one.net) : 0)
  const keptShare = sum(size) > 0 ? kept / sum(size) : 0
  return {
    tax,
    parts: holdings.map(
      (one) => average * (netOf(one) + size(one) * keptShare + gainOf(one) * left) - one.credits,
    ),
  }
}

/** Gains indexed and losses of dwellings waiting from July 2027 on, under the law of Australia. */
function reformOf(a: Assumptions, first: number): Reform {
  const day = monthIndex('2027-07' as Month)
  const applies = a.tax_system === 'au_resident' && (a.law_changes === 'apply' || first >= day)
  const contractedFrom = applies ? monthIndex('2026-05' as Month) : Infinity
  return {
    isAustralian: a.tax_system === 'au_resident',
    from: applies ? day : Infinity,
    contractedFrom,
  }
}

const zeros = (): Rows => Object.fromEntries(rows.map((row) => [row, 0])) as Rows

/** Fills in the rows that follow from others. */
function complete(point: Rows, before: Rows | undefined, level: number): Rows {
  const { income, reinvested, surplus, expenses, interest, principal, contributions, withdrawals } = point
  const comesIn = income - reinvested + point.received - point.spent + surplus + withdrawals
  point.netCashFlow = comesIn - expenses - interest - principal - contributions - point.tax
  point.cumulativeCashFlow = (before?.cumulativeCashFlow ?? 0) + point.netCashFlow
  point.netWorth = point.propertyValue + point.portfolioValue + point.cashValue + point.household - point.debt
  point.netWorthReal = point.netWorth / level
  return point
}

/** What the shocks of a plan make of a number in a month of the projection; before it, nothing. */
export function shocksOf(plan: Plan) {
  const begins = ({ from }: Shock) =>
    from === undefined ? 0 : monthIndex(from) - monthIndex(plan.startMonth)
  const acts = (shift: Shift, k: number) =>
    k >= 0 && k >= begins(shift) && k < begins(shift) + (shift.months ?? Infinity)
  const all = plan.shocks ?? []
  const shifts = all.filter((shock): shock is Shift => 'targets' in shock)
  const actingIn = (k: number) =>
    shifts
      .filter((shift) => acts(shift, k))
      .flatMap(({ targets, change }) => targets.map((target) => ({ target, change })))
  const made = new Map<number, ReturnType<typeof shockedIn>>()
  const shockedIn = (k: number) => {
    const acting = Map.groupBy(actingIn(k), ({ target }) => target.key)
    return (instance: PlanInstance | null, key: string, value: number) =>
      acting.size === 0
        ? value
        : (acting.get(key) ?? [])
            .filter(({ target }) => (instance ? isMeant(target, instance) : target.kind === null))
            .reduce((changed, { target, change }) => changedNumber(target, change, changed), value)
  }
  return {
    shocked: (k: number) => {
      const known = made.get(k) ?? shockedIn(k)
      made.set(k, known)
      return known
    },
    /** What falls in prices take of a kind as a month begins. */
    falls: (k: number) =>
      all.filter((shock): shock is Fall => 'classes' in shock).filter((shock) => begins(shock) === k),
  }
}

/** Projects a plan at the mean of every rate, or along one path of a simulation. */
export function oracle(plan: Plan, draws?: Draws): OracleProjection {
  const a = resolveAssumptions(plan.assumptions)
  const inflation = inflationOf(a)
  const { shocked, falls } = shocksOf(plan)
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
  const holdings = active
    .filter(({ kind }) => kind !== 'cash_flow')
    .map((instance) => new Holding(instance, first, opening, reformOf(a, first)))
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
  const carried: Carried = {
    income: Number(a.carried_losses),
    capital: Number(a.carried_capital_losses),
    rental: a.tax_system === 'au_resident' ? Number(a.carried_rental_losses) : 0,
    interest: Number(a.carried_interest),
  }
  const lastOfTaxYear = Number(a.tax_year_end_month ?? (a.tax_system === 'au_resident' ? 6 : 12))
  const taxYearOf = (month: number) => Math.floor((month - lastOfTaxYear) / 12)
  let household = Number(a.household_cash)
  let earned = Number(a.income_so_far)
  /** The surplus relative to what it was said to be. */
  let raised = 1
  let own = zeros()
  let parts = holdings.map(() => 0)

  const fall = (k: number) => {
    for (const { classes, part } of falls(k))
      for (const holding of holdings)
        if (classes.some((name) => name === holding.assetClass)) holding.fall(part)
  }
  const book = () => {
    for (const holding of holdings) {
      household += holding.due
      holding.due = 0
    }
  }
  const [yearsPlanned, yearsShocked] = [new Map<number, YearOfTax>(), new Map<number, YearOfTax>()]
  /** Months that have passed know what was planned. */
  const yearOfTax = (month: number): YearOfTax => {
    const taxYear = taxYearOf(month)
    const years = month < first ? yearsPlanned : yearsShocked
    const known = years.get(taxYear) ?? (month < first ? planned(taxYear) : theRest(taxYear))
    years.set(taxYear, known)
    return known
  }
  const planned = (taxYear: number) => {
    const level = inflation ** (taxYear - taxYearOf(opening))
    return newYearOfTax(taxYear, flowsPlanned, level, Number(a.other_income) * level)
  }
  /** What was withheld as planned before the projection is not withheld again. */
  const theRest = (taxYear: number): YearOfTax => {
    const begins = 12 * taxYear + lastOfTaxYear
    // The first month after the tax year, and after the one that was open when the balance was stated.
    const after = begins + 12 - first
    const level = levelAt(after) / levelAt(after - 12 * (taxYear - taxYearOf(opening)))
    const months = Array.from({ length: 12 }, (_, i) => assumed(after - 12 + i, 'other_income') / 12)
    const year = newYearOfTax(taxYear, flows, level, months.reduce((sum, income) => sum + income, 0) * level)
    const taxableIn = (month: number) =>
      flows
        .filter(({ treatment }) => treatment === 'taxable')
        .reduce((sum, flow) => sum + flow.amountIn(month, taxYearOf), 0)
    const amounts = Array.from({ length: 12 }, (_, i) => ({
      month: begins + i,
      taxable: taxableIn(begins + i),
    }))
    const sumOf = (part: typeof amounts) => part.reduce((sum, { taxable }) => sum + taxable, 0)
    const passed = sumOf(amounts.filter(({ month }) => month < first))
    const left = sumOf(amounts.filter(({ month }) => month >= first))
    if (passed === 0 || left === 0) return year
    const withheld = year.withheldShare * (passed + left)
    return { ...year, withheldShare: (withheld - planned(taxYear).withheldShare * passed) / left }
  }
  const newYearOfTax = (
    taxYear: number,
    ofHousehold: readonly OracleFlow[],
    level: number,
    stated: number,
  ): YearOfTax => {
    const begins = 12 * taxYear + lastOfTaxYear
    const { taxable, deductible, ...own } = taxedFlows(ofHousehold, begins, taxYearOf)
    const elsewhere = own.elsewhere + stated
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
    const settled = settle(a, holdings, earned, yearOfTax(month), carried)
    parts = parts.map((part, i) => part + settled.parts[i]!)
    own.tax += settled.tax - settled.parts.reduce((sum, part) => sum + part, 0)
    household -= settled.tax
    earned = 0
    for (const holding of holdings) holding.beginTaxYear()
  }
  const record = (year: number) => {
    own.household = household
    const total = { ...own }
    const add = (list: Rows[], point: Rows) => list.push(complete(point, list.at(-1), levelAt(12 * year)))
    const points = [
      ...holdings.map(({ instance, balances, flows: ofYear }, i) => {
        return { instance, point: { ...zeros(), ...balances, ...ofYear, tax: parts[i]! } }
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
      loanRateShift: k < 0 ? 0 : assumed(k, 'loan_rate_shift'),
      growthShift: k < 0 ? 0 : assumed(k, 'growth_shift'),
      prices: risenIn(k),
      ratesMoved,
      drawnGrowth: k < 0 ? undefined : draws && ((instance) => draws.growth(instance, k)),
    }
    for (const holding of holdings) holding.buy(world)
    for (const holding of holdings) holding.refinance(month)
    if (month < opening) {
      for (const holding of holdings) holding.end(world)
      continue
    }
    book()
    const isOverdrawn = household < 0
    const rate = assumed(k, isOverdrawn ? 'household_deficit_rate' : 'household_cash_rate')
    const interest = (household * Math.max(Math.min(0, rate), rate + ratesMoved)) / 1200
    own[isOverdrawn ? 'interest' : 'income'] += isOverdrawn ? -interest : interest
    if (!isOverdrawn) earned += interest
    for (const holding of holdings) holding.end(world)
    book()
    if (month > opening && (month - opening) % 12 === 0) raised *= levelAt(k) / levelAt(k - 12)
    const surplus = assumed(k, 'household_monthly_surplus') * raised
    own.surplus += surplus
    household += interest + surplus
    const { withheldShare } = yearOfTax(month)
    for (const flow of flows) household += flow.end(month, taxYearOf, withheldShare)
    if (taxYearOf(month + 1) > taxYearOf(month) || month === end - 1) settleTaxYear(month)
    own.deficit = Math.max(own.deficit, -household)
    if (k < 0 || k % 12 !== 11) continue
    record((k + 1) / 12)
    beginYear()
  }
  return result
}

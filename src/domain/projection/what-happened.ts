/** What was expected to happen since the user last confirmed their figures, as far as it passed through the household account. */
import { addMonths, isMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { compilePlan } from './compile/compile.ts'
import { KIND_LOAN } from './compile/compiled-plan.ts'
import { WRAPPER_SUPER } from './compile/compiled-wrappers.ts'
import { activeInstances } from './compile/place.ts'
import type { PastWatch } from './compile/roll-forward.ts'
import type { Run } from './engine/run.ts'
import { isRefinancedIn } from './engine/trade.ts'
import { entry } from './entry.ts'
import type { Plan, PlanInstance } from './plan.ts'

/** In the order in which they are told. */
const happeningKinds = [
  'income',
  'costs',
  'withheld',
  'payments',
  'purchase',
  'borrowed',
  'refinancing',
  'sale',
  'contributions',
  'withdrawals',
  'covered',
  'account_interest',
  'tax',
] as const

export type HappeningKind = (typeof happeningKinds)[number]

/** Everything of one kind that happened to one holding, or to the household itself. */
export interface Happening {
  readonly kind: HappeningKind
  /** Null for what belongs to no holding. */
  readonly instance: Pick<PlanInstance, 'id' | 'name' | 'kind'> | null
  /** The last month of it. */
  readonly month: Month
  /** In how many months. */
  readonly count: number
  /** What reached the household account, in the investor's share; negative where it was paid out of it. */
  readonly amount: number
}

export interface WhatHappened {
  /** The first month that has passed since. */
  readonly since: Month
  /** The household account at the beginning of `since` and now; what happened adds up to the difference. */
  readonly before: number
  readonly now: number
  readonly happenings: readonly Happening[]
}

interface Tally {
  count: number
  amount: number
  month: number
}

/** What a run has added up so far of each holding, and of the household. */
function snapshot({ sums, debt, householdEarned, householdCharged, tax }: Run) {
  const { income, reinvested, expenses, interest, contributions, withdrawals } = sums
  const { covered, drawn, withheld, received } = sums
  return {
    holdings: Array.from(debt, (owed, i) => ({
      debt: owed,
      income: entry(income, i) - entry(reinvested, i),
      expenses: entry(expenses, i),
      withheld: entry(withheld, i),
      received: entry(received, i),
      interest: entry(interest, i),
      contributions: entry(contributions, i),
      withdrawals: entry(withdrawals, i) - entry(covered, i),
      covered: entry(covered, i),
      drawn: entry(drawn, i),
    })),
    accountInterest: entry(householdEarned, 0) - entry(householdCharged, 0),
    tax: entry(tax, 0),
  }
}

type Snapshot = ReturnType<typeof snapshot>
type HoldingSnapshot = Snapshot['holdings'][number]

/** What of a month reached the account from holding `i`, by kind. */
function flowsOf(run: Run, i: number, month: number, before: HoldingSnapshot, after: HoldingSnapshot) {
  const { plan } = run
  const rise = (key: keyof HoldingSnapshot) => after[key] - before[key]
  const principal = before.debt + rise('drawn') - after.debt
  const flows: Partial<Record<HappeningKind, number>> = {}
  let [contributions, withdrawals, costs] = [rise('contributions'), rise('withdrawals'), rise('expenses')]
  let repaid = principal
  // What a fund pays itself and an employer pays into it passes by the account.
  const isFund = plan.wrapper[i] === WRAPPER_SUPER
  if (isFund) contributions += rise('withheld') - rise('income') - rise('received')
  if (plan.first[i] === month) {
    const [price, borrowed] = [entry(plan.openingValue, i), entry(plan.openingDebt, i)]
    if (plan.kind[i] === KIND_LOAN) {
      flows.borrowed = borrowed
      withdrawals -= borrowed
    } else {
      const paid = price + entry(plan.offset, i) - borrowed
      const purchaseCosts = entry(plan.purchaseCosts, i)
      flows.purchase = -paid - purchaseCosts
      contributions -= paid
      costs -= purchaseCosts
    }
  }
  if (isRefinancedIn(plan, i, month)) {
    const [draw, paid] = [entry(plan.refinanceDraw, i), entry(plan.refinanceCosts, i)]
    flows.refinancing = draw - paid
    withdrawals -= draw
    costs -= paid
  }
  if (plan.last[i] === month) {
    // With the loan repaid, the last regular repayment included.
    const sellingCosts = (withdrawals - entry(plan.offset, i)) * entry(plan.saleCostShare, i)
    flows.sale = withdrawals - sellingCosts - repaid
    costs -= sellingCosts
    withdrawals = repaid = 0
  }
  return {
    ...flows,
    income: isFund ? 0 : rise('income'),
    costs: -costs,
    withheld: isFund ? 0 : -rise('withheld'),
    payments: -rise('interest') - repaid,
    contributions: -contributions,
    withdrawals,
    covered: rise('covered'),
  }
}

/** Adds up the months from `from` on. */
function tallying(from: number) {
  const tallies = new Map<string, Tally>()
  let before: Snapshot | null = null
  let household = 0
  const add = (i: number | null, kind: HappeningKind, amount: number | undefined, month: number) => {
    // Less than a tenth of a cent is rounding.
    if (amount === undefined || Math.abs(amount) < 0.001) return
    const key = `${i ?? ''} ${kind}`
    const tally = tallies.get(key) ?? { count: 0, amount: 0, month }
    tallies.set(key, { count: tally.count + 1, amount: tally.amount + amount, month })
  }
  const watch: PastWatch = {
    begins(run, month) {
      if (month === from) household = entry(run.household, 0)
      before = month < from ? null : snapshot(run)
    },
    ends(run, month) {
      if (!before) return
      const [earlier, after] = [before, snapshot(run)]
      after.holdings.forEach((holding, i) => {
        const flows = flowsOf(run, i, month, entry(earlier.holdings, i), holding)
        for (const kind of happeningKinds) add(i, kind, flows[kind as keyof typeof flows], month)
      })
      add(null, 'account_interest', after.accountInterest - earlier.accountInterest, month)
      add(null, 'tax', earlier.tax - after.tax, month)
    },
  }
  return { watch, tallies, householdBefore: () => household }
}

function lastConfirmed({ assumptions, startMonth }: Plan): Month | null {
  const { household_as_of_month: stated, household_confirmed_month: confirmed } =
    resolveAssumptions(assumptions)
  const months = [stated, confirmed].filter((month) => typeof month === 'string' && isMonth(month)) as Month[]
  // Without its month the balance is that of the first month: nothing is known to have passed.
  if (typeof stated !== 'string') return null
  const since = months.reduce((latest, month) => (month > latest ? month : latest))
  return since < startMonth ? since : null
}

/**
 * What has happened as expected before the plan's first month, since the balance of the household account was stated or what
 * followed was confirmed; null where no month has passed since. Throws a `PlanError` for input that the schemas would have
 * refused.
 */
export function whatHappened(plan: Plan): WhatHappened | null {
  const since = lastConfirmed(plan)
  if (since === null) return null
  const from = monthIndex(since) - monthIndex(plan.startMonth)
  const { watch, tallies, householdBefore } = tallying(from)
  const compiled = compilePlan(plan, { watch })
  const active = activeInstances(plan)
  const told = (place: number | null) =>
    happeningKinds.flatMap((kind): Happening[] => {
      const tally = tallies.get(`${place ?? ''} ${kind}`)
      if (!tally) return []
      const instance = place === null ? null : entry(active, entry(compiled.order, place))
      const { count, amount } = tally
      return [{ kind, instance, count, amount, month: addMonths(plan.startMonth, tally.month) }]
    })
  const places = Array.from(compiled.order, (position, place) => ({ position, place }))
  places.sort((a, b) => a.position - b.position)
  return {
    since,
    before: householdBefore(),
    now: compiled.opening.household,
    happenings: [...places.flatMap(({ place }) => told(place)), ...told(null)],
  }
}

/**
 * The cost of a holding whose amounts are of a later month than that from which gains are indexed: it was split then, and is
 * followed from there to the month of its amounts.
 */
import { pow } from '../numbers/log.ts'
import { type CompiledPlan, KIND_PORTFOLIO } from './compiled-plan.ts'

interface PriceHistory {
  readonly indexedFrom: number
  readonly priceGrowth: number
}

/** A month at the mean of every rate. */
export interface MeanMonth {
  readonly growth: number
  /** The part that is sold to bring two classes back to their parts. */
  readonly sold: number
}

/** What a month before the amounts' own brought into a portfolio, and which part of it was then taken out. */
interface Payments {
  /** Counted from the split. */
  readonly month: number
  readonly paidIn: number
  readonly part: number
}

/**
 * What portfolio `at` was worth at the beginning of `from`, and the payments of the months from there to its amounts: the months
 * taken back one by one, at the mean return, with payments as low as they were before their yearly rises.
 */
function portfolioBefore(plan: CompiledPlan, at: number, { growth, sold }: MeanMonth, from: number) {
  const stated = plan.statedAt[at]!
  const [kept, fee] = [plan.reinvests[at] === 1 ? plan.incomeShare[at]! : 0, plan.feeFactor[at]!]
  const left = (plan.reinvests[at] === 1 ? 1 : 1 - plan.incomeShare[at]!) * fee
  const yearOf = (month: number) => Math.floor((month - plan.origin[at]!) / 12)
  const payments: Payments[] = []
  let worth = plan.openingValue[at]!
  for (let month = stated - 1; month >= from; month--) {
    const rise = pow(plan.contributionGrowth[at]!, yearOf(stated) - yearOf(month))
    const taken = month < plan.firstWithdrawal[at]! ? 0 : plan.openingWithdrawal[at]! / rise
    const before = worth + taken
    const contribution = month > plan.lastContribution[at]! ? 0 : plan.openingContribution[at]! / rise
    // Nobody has paid in more than there was.
    const paid = Math.min(contribution, before)
    const grown = (before - paid) / left
    // Taken back in the order of time: what was drawn last comes first.
    payments.push({ month: month - from, paidIn: sold * before, part: before > 0 ? taken / before : 0 })
    payments.push({ month: month - from, paidIn: paid + grown * kept, part: sold })
    worth = grown / growth
  }
  return { worth, payments: payments.reverse() }
}

/** Depreciation of property `at` in the months from the split to its amounts, as it is from these on. */
function claimedSince(plan: CompiledPlan, at: number, months: number): number {
  const building = plan.openingBuilding[at]! > 0 ? plan.buildingMonthly[at]! : 0
  const plant = plan.openingPlant[at]! > 0 ? plan.openingPlantMonthly[at]! : 0
  return (building + plant) * months
}

/**
 * Splits holding `at`, which has such a `month`, at what it was worth when gains began to be indexed. What it has cost by
 * the month of its amounts is known of both parts together.
 */
export function splitBefore(
  plan: CompiledPlan,
  at: number,
  month: MeanMonth,
  { indexedFrom, priceGrowth }: PriceHistory,
): void {
  const months = plan.statedAt[at]! - indexedFrom
  const cost = plan.openingCostBase[at]!
  if (plan.kind[at] !== KIND_PORTFOLIO) {
    const worth = plan.openingValue[at]! / pow(month.growth, months)
    const claimed = claimedSince(plan, at, months)
    plan.openingClaimed[at] = claimed
    plan.openingDeferred[at] = worth - (cost + claimed)
    plan.openingCostBase[at] = plan.openingRealCost[at] = worth
    return
  }
  const { worth, payments } = portfolioBefore(plan, at, month, indexedFrom)
  const costThen = payments.reduceRight((after, { paidIn, part }) => after / (1 - part) - paidIn, cost)
  let [plain, real, deferred] = [worth, worth, worth - costThen]
  payments.forEach(({ month, paidIn, part }) => {
    plain = (plain + paidIn) * (1 - part)
    real = (real + paidIn / pow(priceGrowth, month + 1)) * (1 - part)
    deferred *= 1 - part
  })
  plan.openingCostBase[at] = plain
  plan.openingRealCost[at] = real
  plan.openingDeferred[at] = deferred
}

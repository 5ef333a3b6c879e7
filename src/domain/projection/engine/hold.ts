/** A month of a property, a portfolio or a deposit that is held. Flows are posted at the month's end. */
import { growProperty, portfolioGrowths } from './market.ts'
import { isMixed, mixedGrowths, rebalance } from './mix.ts'
import { joinCosts } from './ownership-costs.ts'
import { priceIndexAt } from './realise.ts'
import { repay } from './repay.ts'
import type { Run } from './run.ts'
import { withdraw } from './withdraw.ts'
import { growWrapped, realisesGains } from './wrapper.ts'

/** Depreciation of the month: of the building until it is spent, of plant by its method. */
function depreciate(run: Run, i: number): number {
  const building = Math.min(run.plan.buildingMonthly[i]!, run.building[i]!)
  const plant = Math.min(run.plantMonthly[i]!, run.plant[i]!)
  run.building[i]! -= building
  run.plant[i]! -= plant
  run.claimed[i]! += building + plant
  run.journal?.add(i, 'building', building)
  run.journal?.add(i, 'plant', plant)
  return building + plant
}

/** What a dwelling that is let adds to the tax year, before interest. */
function countRented({ plan, taxYear: { common } }: Run, i: number, month: number, assessable: number): void {
  const apart = month >= plan.assumptions.rentalLossesFrom ? assessable : 0
  const waiting = plan.lossesWait[i] ? apart : 0
  common.assessable += assessable
  common.waitingDwellings += waiting
  common.otherDwellings += apart - waiting
}

/** Growth, rent, costs, depreciation and the loan of a property. */
export function holdProperty(run: Run, i: number, month: number): void {
  const { plan, paths, common, sums } = run
  growProperty(run, i, month)
  const rent = run.rent[i]! * plan.rentScale[i]!
  const costs = run.expense[i]! * plan.expenseScale[i]! + rent * plan.managementShare[i]!
  common.income += rent
  common.expenses += costs
  sums.income[i]! += rent * paths
  sums.expenses[i]! += costs * paths
  run.monthFlow += rent - costs
  if (plan.taxed[i]) {
    const assessable = rent - costs - depreciate(run, i)
    countRented(run, i, month, assessable)
    run.taxedSums.assessable[i]! += assessable * paths
    run.journal?.add(i, 'income', rent)
    run.journal?.add(i, 'costs', costs)
  } else if (plan.costsJoin[i]) joinCosts(run, i, costs)
  repay(run, i, month)
}

/** Return, income, fee, contribution and withdrawal of a portfolio. */
export function holdPortfolio(run: Run, i: number, month: number): void {
  const growths = isMixed(run.plan, i) ? mixedGrowths(run, i, month) : portfolioGrowths(run, i, month)
  if (realisesGains(run.plan, i)) growOwned(run, i, month, growths)
  else growWrapped(run, i, month, growths)
  withdraw(run, i, month)
}

/** A month of a portfolio in one's own name: its income is taxed. */
function growOwned(run: Run, i: number, month: number, growths: Float64Array): void {
  const contribution = payIn(run, i, month)
  const income = run.plan.reinvests[i]
    ? reinvest(run, i, month, growths, contribution)
    : payOut(run, i, month, growths, contribution)
  run.sums.income[i]! += income
  const credits = income * run.plan.creditShare[i]!
  run.taxedSums.assessable[i]! += income + credits
  run.taxedSums.credits[i]! += credits
  run.journal?.add(i, 'income', income)
  run.journal?.add(i, 'credits', credits)
  if (run.plan.reinvests[i]) run.sums.reinvested[i]! += income
  if (isMixed(run.plan, i)) rebalance(run, i, month)
}

/** This month's contribution, posted to the household account. */
function payIn(run: Run, i: number, month: number): number {
  const { plan, common, sums } = run
  if (month > plan.lastContribution[i]!) return 0
  const contribution = run.contribution[i]! * plan.contributionScale[i]!
  common.contributions += contribution
  sums.contributions[i]! += contribution * run.paths
  run.monthFlow -= contribution
  return contribution
}

/** Prices of `indexedFrom` in money of the month's end, from that month on; before it costs are not indexed. */
function deflatorOf({ plan }: Run, month: number): number {
  return month < plan.assumptions.indexedFrom ? 0 : 1 / priceIndexAt(plan.assumptions, month + 1)
}

function reinvest(run: Run, i: number, month: number, growths: Float64Array, contribution: number): number {
  const { plan, paths, value, costBase, realCost } = run
  const received = plan.paysDividends[i] ? run.dividends : run.incomeKept
  const incomeShare = plan.incomeShare[i]!
  const fee = plan.feeFactor[i]!
  const creditShare = plan.creditShare[i]!
  const credits = run.taxYear.frankingCredits
  const tracksCost = plan.tracksCost[i] === 1
  const deflator = deflatorOf(run, month)
  const base = i * paths
  let total = 0
  for (let p = 0; p < paths; p++) {
    const worth = value[base + p]! * growths[p]!
    const income = worth * incomeShare
    value[base + p] = worth * fee + contribution
    received[p]! += income
    credits[p]! += income * creditShare
    total += income
    if (tracksCost) {
      costBase[base + p]! += income + contribution
      realCost[base + p]! += (income + contribution) * deflator
    }
  }
  return total
}

function payOut(run: Run, i: number, month: number, growths: Float64Array, contribution: number): number {
  const { plan, paths, value, costBase, realCost, cashFlow } = run
  const received = plan.paysDividends[i] ? run.dividends : run.incomePaid
  const incomeShare = plan.incomeShare[i]!
  const fee = plan.feeFactor[i]!
  const creditShare = plan.creditShare[i]!
  const credits = run.taxYear.frankingCredits
  const tracksCost = plan.tracksCost[i] === 1
  const deflator = deflatorOf(run, month)
  const base = i * paths
  let total = 0
  for (let p = 0; p < paths; p++) {
    const worth = value[base + p]! * growths[p]!
    const income = worth * incomeShare
    value[base + p] = (worth - income) * fee + contribution
    received[p]! += income
    credits[p]! += income * creditShare
    cashFlow[p]! += income
    total += income
    if (tracksCost) {
      costBase[base + p]! += contribution
      realCost[base + p]! += contribution * deflator
    }
  }
  return total
}

/** Interest, contribution and withdrawal of a deposit. */
export function holdCash(run: Run, i: number, month: number): void {
  const { plan, paths, value, incomeKept, rateShift } = run
  const contribution = payIn(run, i, month)
  const rate = plan.rate[i]!
  const floor = plan.rateFloor[i]!
  const base = i * paths
  let total = 0
  for (let p = 0; p < paths; p++) {
    const moved = rate + rateShift[p]!
    const balance = value[base + p]!
    const interest = balance * (moved > floor ? moved : floor)
    value[base + p] = balance + interest + contribution
    incomeKept[p]! += interest
    total += interest
  }
  run.sums.income[i]! += total
  run.sums.reinvested[i]! += total
  run.taxedSums.assessable[i]! += total
  run.journal?.add(i, 'income', total)
  withdraw(run, i, month)
}

/** Compiles one instance of each kind. Shifts of the assumptions come in as arguments: the past knows none. */
import type { InstanceKind } from '#domain/instances/types.ts'
import { priceIndexAt } from '../engine/realise.ts'
import { pow } from '../numbers/log.ts'
import {
  type CompiledPlan,
  KIND_CASH,
  KIND_CASH_FLOW,
  KIND_LOAN,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
  MARKET_BONDS,
  MARKET_PROPERTY,
  MARKET_SHARES,
  NEVER,
} from './compiled-plan.ts'
import type { FundTax } from './compiled-wrappers.ts'
import { type Flow, readFlow } from './flows.ts'
import { compileLoan } from './loan.ts'
import { compileMarket, monthlyGrowth } from './market.ts'
import { compileMix, meanMonth } from './mix.ts'
import { type MeanMonth, splitBefore } from './split-before.ts'
import type { Values } from './values.ts'
import { compileWrapper } from './wrapper.ts'

/** What of the assumptions concerns a single holding. */
export interface HoldingContext {
  /** Added to growth and returns, a fraction a year. */
  readonly growthShift: number
  /** Added to loan rates that are not fixed, a fraction a year. */
  readonly loanRateShift: number
  readonly law: HoldingLaw
  /** Whether portfolios may be sold to cover a shortfall. */
  readonly coversShortfall: boolean
  readonly withinProperty: number
  readonly withinShares: number
  readonly withinBonds: number
}

/** In `followsPrices`: which of its amounts rise with prices. */
export const FIRST_FOLLOWS = 1
export const SECOND_FOLLOWS = 2

/** The rise of a year, as a factor: its own, or that of prices as planned where there is none. */
function yearlyRise(plan: CompiledPlan, at: number, values: Values, key: string, follows: number): number {
  if (values.optionalNumber(key) !== null) return 1 + values.fraction(key, -100)
  plan.followsPrices[at]! |= follows
  return plan.assumptions.inflationGrowth
}

/** What of the law concerns a single holding; months count from the first of the projection. */
interface HoldingLaw {
  readonly indexedFrom: number
  readonly priceGrowth: number
  readonly priceIndex: Float64Array
  readonly rentalLossesFrom: number
  /** Losses wait of established dwellings contracted for in this month or later. */
  readonly contractedFrom: number
  /** Costs of ownership join the cost base of what was acquired in this month or later. */
  readonly ownershipCostsFrom: number
  /** Companies' tax, a fraction, of franked income; 0 where it is not credited. */
  readonly companyRate: number
  /** What a super fund pays itself. */
  readonly fundTax: FundTax
  readonly taxesDividendsApart: boolean
}

/** The cost base in prices of the month from which gains are indexed; `month` is one without shifts: those concern the future. */
function compileCost(plan: CompiledPlan, at: number, month: MeanMonth, law: HoldingLaw): void {
  const { indexedFrom } = law
  const acquired = plan.acquired[at]!
  plan.acquiredIndex[at] = priceIndexAt(law, acquired)
  plan.openingRealCost[at] = plan.openingCostBase[at]! / plan.acquiredIndex[at]!
  const isSplit = acquired < indexedFrom && plan.statedAt[at]! > indexedFrom && !plan.keepsDiscount[at]
  if (isSplit && plan.tracksCost[at]) splitBefore(plan, at, month, law)
}

function compileMonths(plan: CompiledPlan, at: number, values: Values, sells: boolean): void {
  const start = values.month('start_month')
  const asOf = values.month('as_of_month')
  const isBought = start !== null && start > plan.assumptions.householdSince
  plan.first[at] = isBought ? start : -NEVER
  plan.last[at] = (sells ? values.month('sale_month') : null) ?? NEVER
  plan.acquired[at] = start ?? -NEVER
  // Amounts were true at as_of_month, but not before the holding began; those of a purchase still to come are of its
  // own month.
  const since = Math.max(asOf ?? (isBought ? start : 0), start ?? -NEVER)
  const stated = isBought && start > 0 ? start : Math.min(since, 0)
  plan.statedAt[at] = stated
  plan.origin[at] = stated - values.monthsSinceNamed('rise_month', stated)
}

/** What has been owned for long is taken for acquired late enough. */
function joinsCosts(plan: CompiledPlan, at: number, { ownershipCostsFrom }: HoldingLaw): boolean {
  const acquired = plan.acquired[at]!
  return ownershipCostsFrom !== NEVER && (acquired === -NEVER || acquired >= ownershipCostsFrom)
}

/** How much the price of a purchase has risen when it is bought; what has passed knows no shift. */
function priceRise(values: Values, shift: number): number {
  const start = values.month('start_month')
  if (start === null || !values.flag('price_grows_until_purchase')) return 1
  // Without a month of their own amounts are those of the first month, and those of a purchase before it its own.
  const asOf = values.month('as_of_month') ?? Math.min(0, start)
  if (asOf >= start) return 1
  const mean = values.fraction('growth_rate')
  const past = Math.min(0, start) - Math.min(0, asOf)
  const future = Math.max(0, start) - Math.max(0, asOf)
  return pow(monthlyGrowth(mean), past) * pow(monthlyGrowth(mean + shift), future)
}

function compileProperty(plan: CompiledPlan, at: number, values: Values, context: HoldingContext): void {
  const share = values.fraction('ownership_share', 0, 100)
  const money = (key: string) => values.amount(key) * share
  compileMonths(plan, at, values, true)
  plan.market[at] = MARKET_PROPERTY
  compileMarket(
    plan,
    at,
    values.fraction('growth_rate') + context.growthShift,
    values.fraction('volatility', 0),
    context.withinProperty,
  )
  const costBase = values.optionalNumber('cost_base')
  const rent = ((money('weekly_rent') * 52) / 12) * (1 - values.fraction('vacancy_rate', 0, 100))
  const building = money('building_depreciation')
  const plant = money('plant_value')
  const value = money('value') * priceRise(values, context.growthShift)
  plan.openingValue[at] = value
  plan.purchaseCosts[at] = money('purchase_costs')
  plan.openingCostBase[at] = costBase === null ? value + money('purchase_costs') : costBase * share
  plan.openingRent[at] = rent
  plan.rentGrowth[at] = yearlyRise(plan, at, values, 'rent_growth_rate', FIRST_FOLLOWS)
  plan.managementShare[at] = values.fraction('management_rate', 0, 100)
  plan.openingExpense[at] = money('annual_expenses') / 12
  plan.expenseGrowth[at] = yearlyRise(plan, at, values, 'expense_growth_rate', SECOND_FOLLOWS)
  plan.openingBuilding[at] = building * values.amount('building_depreciation_years')
  plan.buildingMonthly[at] = building / 12
  plan.openingPlant[at] = plant
  plan.plantShare[at] = values.fraction('plant_depreciation_rate', 0, 100)
  const diminishes = values.text('plant_depreciation_method') === 'diminishing_value'
  const plantCost = values.optionalNumber('plant_cost')
  const depreciated = diminishes || plantCost === null ? plant : plantCost * share
  // What diminishes loses the same each month of a year: what is left in the course of one was more at its beginning.
  const lost = diminishes ? (plan.plantShare[at]! * (plan.statedAt[at]! - plan.origin[at]!)) / 12 : 0
  plan.openingPlantMonthly[at] = (depreciated * plan.plantShare[at]!) / 12 / (1 - lost)
  plan.plantDiminishes[at] = diminishes ? 1 : 0
  plan.saleCostShare[at] = values.fraction('sale_cost_rate', 0, 100)
  const use = values.text('use')
  plan.taxed[at] = use === 'let' ? 1 : 0
  plan.dwelling[at] = at
  plan.offset[at] = money('offset_balance')
  plan.tracksCost[at] = use !== 'main_residence' && plan.last[at] !== NEVER ? 1 : 0
  plan.costsJoin[at] = use === 'own_use' && plan.tracksCost[at] && joinsCosts(plan, at, context.law) ? 1 : 0
  plan.openingOwnershipCosts[at] = plan.costsJoin[at] ? money('ownership_costs') : 0
  const isNewBuild = values.text('dwelling') === 'new_build'
  const isRecent = plan.acquired[at]! >= context.law.contractedFrom
  plan.keepsDiscount[at] = isNewBuild && values.text('new_build_gains') === 'discount' ? 1 : 0
  plan.lossesWait[at] = plan.taxed[at] && !isNewBuild && isRecent ? 1 : 0
  compileCost(plan, at, { growth: monthlyGrowth(values.fraction('growth_rate')), sold: 0 }, context.law)
  compileLoan({ plan, at, values, prefix: 'loan_', share, shift: context.loanRateShift })
}

function compilePayments(plan: CompiledPlan, at: number, values: Values): void {
  plan.openingContribution[at] = values.amount('monthly_contribution')
  plan.openingWithdrawal[at] = values.amount('monthly_withdrawal')
  plan.contributionGrowth[at] = yearlyRise(plan, at, values, 'contribution_growth_rate', FIRST_FOLLOWS)
  plan.lastContribution[at] = values.month('contribution_end_month') ?? NEVER
  plan.firstWithdrawal[at] = values.month('withdrawal_start_month') ?? -NEVER
}

function compilePortfolio(plan: CompiledPlan, at: number, values: Values, context: HoldingContext): void {
  const value = values.amount('value')
  compileMonths(plan, at, values, true)
  compilePayments(plan, at, values)
  const isShares = values.text('asset_class') === 'shares'
  plan.market[at] = isShares ? MARKET_SHARES : MARKET_BONDS
  compileMarket(
    plan,
    at,
    values.fraction('expected_return') + context.growthShift,
    values.fraction('volatility', 0),
    isShares ? context.withinShares : context.withinBonds,
  )
  compileMix(plan, at, values, context)
  plan.openingValue[at] = value
  plan.openingCostBase[at] = values.optionalNumber('cost_base') ?? value
  plan.incomeShare[at] = values.fraction('income_yield', 0, 100) / 12
  const { companyRate, taxesDividendsApart } = context.law
  plan.paysDividends[at] = isShares && taxesDividendsApart ? 1 : 0
  plan.creditShare[at] = (values.fraction('franking_rate', 0, 100) * companyRate) / (1 - companyRate)
  plan.feeFactor[at] = pow(1 - values.fraction('annual_fee_rate', 0, 100), 1 / 12)
  plan.reinvests[at] = values.flag('reinvest_income') ? 1 : 0
  plan.taxed[at] = 1
  const isRealised =
    plan.last[at] !== NEVER ||
    plan.openingWithdrawal[at]! > 0 ||
    plan.bondsShare[at]! > 0 ||
    context.coversShortfall
  plan.tracksCost[at] = isRealised ? 1 : 0
  compileWrapper(plan, at, values, context.law.fundTax)
  compileCost(plan, at, meanMonth(values), context.law)
}

function compileCash(plan: CompiledPlan, at: number, values: Values): void {
  const rate = values.fraction('interest_rate', -100) / 12
  compileMonths(plan, at, values, false)
  compilePayments(plan, at, values)
  plan.openingValue[at] = values.amount('value')
  plan.rate[at] = rate
  plan.rateFloor[at] = Math.min(0, rate)
  plan.reinvests[at] = 1
  plan.taxed[at] = 1
}

function compileDebt(plan: CompiledPlan, at: number, values: Values, context: HoldingContext): void {
  compileMonths(plan, at, values, false)
  plan.taxed[at] = values.optionalFlag('interest_deductible') ? 1 : 0
  compileLoan({ plan, at, values, prefix: '', share: 1, shift: context.loanRateShift })
}

/** It is there all the time, and comes in or goes out in its months. */
function compileFlow(plan: CompiledPlan, at: number, flow: Flow): void {
  plan.first[at] = -NEVER
  plan.last[at] = NEVER
  plan.statedAt[at] = flow.stated
  plan.origin[at] = flow.origin
  plan.firstWithdrawal[at] = flow.first
  plan.lastContribution[at] = flow.last
  plan.taxed[at] = flow.treatment === 'taxable' ? 1 : 0
  plan.followsPrices[at] = flow.followsPrices ? FIRST_FOLLOWS | SECOND_FOLLOWS : 0
  plan.rentGrowth[at] = plan.expenseGrowth[at] = flow.growth
  if (flow.treatment === 'rate_only') return
  if (flow.isExpense) plan.openingExpense[at] = flow.amount
  else plan.openingRent[at] = flow.amount
}

/** Fills the entries of one instance. Throws a `PlanError` that names the instance and the field. */
export function compileHolding(
  plan: CompiledPlan,
  at: number,
  kind: InstanceKind,
  values: Values,
  context: HoldingContext,
): void {
  switch (kind) {
    case 'property':
      plan.kind[at] = KIND_PROPERTY
      compileProperty(plan, at, values, context)
      break
    case 'portfolio':
      plan.kind[at] = KIND_PORTFOLIO
      compilePortfolio(plan, at, values, context)
      break
    case 'cash':
      plan.kind[at] = KIND_CASH
      compileCash(plan, at, values)
      break
    case 'loan':
      plan.kind[at] = KIND_LOAN
      compileDebt(plan, at, values, context)
      break
    case 'cash_flow':
      plan.kind[at] = KIND_CASH_FLOW
      compileFlow(plan, at, readFlow(values, plan.assumptions))
      break
  }
}

/** What the amounts of holdings are expected to be in a later month, and whatever else of them has changed by then. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { Aged } from '#domain/instances/restate.ts'
import { isRepaid } from '#domain/instances/secured.ts'
import { isHeldIn, statedMonth } from '#domain/instances/stated-month.ts'
import type { InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { compilePlan } from './compile/compile.ts'
import { type CompiledPlan, isHeldAt, NEVER } from './compile/compiled-plan.ts'
import type { Observers } from './compile/roll-forward.ts'
import { isAccessible, realisesGains } from './engine/wrapper.ts'
import { entry } from './entry.ts'
import { pow } from './numbers/log.ts'
import type { Plan, PlanInstance } from './plan.ts'

/** A sale that no projection reaches: until then what the holding has cost is followed. */
const never = '2199-12'

/** The whole of a holding, with its cost. */
function whole(instance: PlanInstance): PlanInstance {
  const { kind, params } = instance
  if (kind !== 'property' && kind !== 'portfolio') return instance
  const all: Params = { ...params, sale_month: params.sale_month ?? never }
  return { ...instance, params: kind === 'property' ? { ...all, ownership_share: 100 } : all }
}

interface Passage {
  readonly kind: InstanceKind
  readonly params: Params
  readonly values: Readonly<Record<string, Scalar | null>>
  readonly compiled: CompiledPlan
  readonly i: number
  /** Months since the amounts were true. */
  readonly months: number
  /** Yearly rises since then, the one of this month included. */
  readonly rises: number
  /** The month of the calendar in which it rises, `01` to `12`. */
  readonly riseMonth: string
  /** Whether that is not the month of the new amounts. */
  readonly risesOtherwise: boolean
}

const number = ({ values }: Passage, key: string) => Number(values[key] ?? 0)

/** By the rise of a year, as a factor. */
function risen(passage: Passage, key: string, growth: Float64Array): number {
  return number(passage, key) * pow(entry(growth, passage.i), passage.rises)
}

/** Named where it would be forgotten otherwise, and something rises. */
function riseMonthOf({ params, risesOtherwise, riseMonth }: Passage, rises: boolean): Scalar | null {
  return params.rise_month ?? (rises && risesOtherwise ? riseMonth : null)
}

/** The terms of a loan that is there, or will be by what is drawn, as they have run off. */
function loanAt(passage: Passage, prefix: '' | 'loan_'): Aged {
  const { compiled, i, months, values } = passage
  const key = (name: string) => `${prefix}${name}`
  const balance = prefix ? 'loan_balance' : 'balance'
  const refinanced = entry(compiled.refinancedAt, i)
  const isRefinanced = refinanced < 0 && refinanced >= -months
  if (number(passage, balance) === 0 && refinanced === NEVER) return {}
  const left = (name: string, least: number) => Math.max(least, number(passage, key(name)) - months)
  const [debt, scheduled] = [entry(compiled.openingDebt, i), entry(compiled.openingScheduled, i)]
  const fixed = number(passage, key('fixed_months'))
  const isFree = fixed > 0 && fixed <= months
  const rate = (isFree ? values[key('revert_rate')] : null) ?? number(passage, key('rate'))
  const newRate = isRefinanced ? values[key('refinance_rate')] : null
  const newTerm = isRefinanced ? values[key('refinance_term_months')] : null
  return {
    [balance]: debt,
    [key('scheduled_balance')]: compiled.hasSchedule[i] === 1 && scheduled > debt ? scheduled : null,
    [key('rate')]: newRate ?? rate,
    [key('term_months')]:
      newTerm == null ? left('term_months', 1) : Math.max(1, Number(newTerm) + refinanced),
    [key('interest_only_months')]: left('interest_only_months', 0),
    [key('fixed_months')]: newRate == null ? left('fixed_months', 0) : 0,
  }
}

/** Said before, or it counts for tax: what it has cost, less what was claimed of it. */
function costAt({ kind, compiled, i, params }: Passage): Aged {
  const isCovering = kind === 'portfolio' && compiled.covers.length > 0
  const isRealised =
    params.sale_month !== undefined || Number(params.monthly_withdrawal ?? 0) > 0 || isCovering
  if (params.cost_base === undefined && !isRealised) return {}
  const cost =
    entry(compiled.openingCostBase, i) -
    entry(compiled.openingDeferred, i) -
    entry(compiled.openingClaimed, i)
  const owning = compiled.costsJoin[i] === 1 && { ownership_costs: entry(compiled.openingOwnershipCosts, i) }
  return { cost_base: Math.max(0, cost), ...owning }
}

function propertyAt(passage: Passage): Aged {
  const { compiled, i, params, values } = passage
  const isPrimeCost = values.plant_depreciation_method === 'prime_cost'
  const plant = number(passage, 'plant_value')
  const building = entry(compiled.buildingMonthly, i)
  return {
    value: entry(compiled.openingValue, i),
    weekly_rent: risen(passage, 'weekly_rent', compiled.rentGrowth),
    annual_expenses: risen(passage, 'annual_expenses', compiled.expenseGrowth),
    rise_month: riseMonthOf(
      passage,
      number(passage, 'weekly_rent') > 0 ||
        number(passage, 'annual_expenses') > 0 ||
        (plant > 0 && !isPrimeCost),
    ),
    ...loanAt(passage, 'loan_'),
    ...costAt(passage),
    ...(building > 0 && { building_depreciation_years: entry(compiled.openingBuilding, i) / building / 12 }),
    ...(plant > 0 && {
      plant_value: entry(compiled.openingPlant, i),
      plant_cost: params.plant_cost ?? (isPrimeCost ? plant : null),
    }),
  }
}

function paymentsAt(passage: Passage): Aged {
  const growth = passage.compiled.contributionGrowth
  const [paidIn, paidOut] = ['monthly_contribution', 'monthly_withdrawal'].map((key) =>
    risen(passage, key, growth),
  )
  const rises = Number(paidIn) + Number(paidOut) > 0 && entry(growth, passage.i) !== 1
  return {
    monthly_contribution: Number(paidIn),
    monthly_withdrawal: Number(paidOut),
    rise_month: riseMonthOf(passage, rises),
  }
}

/** What is wrapped has no cost base; access that has come needs no month any more. */
function portfolioAt(passage: Passage): Aged {
  const { compiled, i, params } = passage
  const value = entry(compiled.openingValue, i)
  const payments = paymentsAt(passage)
  if (realisesGains(compiled, i)) return { value, ...payments, ...costAt(passage) }
  const growth = passage.compiled.contributionGrowth
  const employers = risen(passage, 'employer_contribution', growth)
  const rises = employers > 0 && entry(growth, passage.i) !== 1
  return {
    value,
    ...payments,
    employer_contribution: employers,
    rise_month: payments.rise_month ?? riseMonthOf(passage, rises),
    access_month: isAccessible(compiled, i, 0) ? null : (params.access_month ?? null),
  }
}

function flowAt(passage: Passage): Aged {
  const { compiled, i, rises, values, params } = passage
  const growth = entry(compiled.rentGrowth, i)
  const ofYear = values.direction === 'income' && values.tax_treatment === 'rate_only'
  return {
    amount: number(passage, 'amount') * pow(growth, rises),
    rise_month: ofYear ? (params.rise_month ?? null) : riseMonthOf(passage, growth !== 1),
  }
}

function agedOf(passage: Passage): Aged {
  const { kind, compiled, i } = passage
  const value = entry(compiled.openingValue, i)
  switch (kind) {
    case 'property':
      return propertyAt(passage)
    case 'portfolio':
      return portfolioAt(passage)
    case 'cash':
      return { value, ...paymentsAt(passage) }
    case 'loan':
      return loanAt(passage, '')
    case 'cash_flow':
      return flowAt(passage)
  }
}

const usesHousehold = ({ params }: PlanInstance) =>
  params.uses_household_offset === true || params.loan_uses_household_offset === true

/** What of the household account stood against the whole of each loan in the months before a plan's first; all are active. */
function offsetsBefore({ instances, assumptions, startMonth }: Plan) {
  const stood = new Map<string, number>()
  const seeOffset: Observers['seeOffset'] = (position, month, amount) => {
    const { id, kind, params } = entry(instances, position)
    const share = kind === 'property' ? Number(params.ownership_share ?? 100) / 100 : 1
    if (share > 0) stood.set(`${id} ${month}`, amount / share)
  }
  compilePlan({ instances, assumptions, startMonth }, { seeOffset })
  return ({ id }: PlanInstance, month: number) => stood.get(`${id} ${month}`) ?? 0
}

/**
 * Of each holding of a household that is held at the beginning of `month` and whose amounts are of an earlier one, by its id: every field
 * that has changed by then, of the whole asset and not rounded. Stated in that month (`restated`), they let the holding go on
 * exactly as it would have; but what a tax year that is open then has seen of it stays unknown, and from 1 July 2027 on, where
 * plant that diminishes was claimed since, only the sum of its gains before and since is kept. Throws a `PlanError` for input that the schemas would have refused.
 */
export function amountsAt(
  instances: readonly PlanInstance[],
  assumptions: Params,
  month: Month,
): ReadonlyMap<string, Aged> {
  const active = instances.filter(({ status }) => status === 'active')
  const held = new Set(
    active.filter(({ params }) => {
      const stated = statedMonth(params)
      return stated !== null && stated < month && isHeldIn(params, month) && !isRepaid(params, active, month)
    }),
  )
  const those = [...held]
  const offsets = those.some(usesHousehold)
    ? offsetsBefore({ instances: active, assumptions, startMonth: month })
    : null
  const amounts = new Map<string, Aged>()
  /** Follows instances together, and notes those that are meant. */
  const note = (
    those: readonly PlanInstance[],
    follow: (instance: PlanInstance) => PlanInstance,
    isMeant: (kind: InstanceKind) => boolean,
    knownOffsets: Observers['knownOffsets'] = null,
  ) => {
    const plan = { instances: those.map(follow), assumptions, startMonth: month }
    const compiled = compilePlan(plan, { knownOffsets })
    for (let i = 0; i < compiled.count; i++) {
      const instance = entry(those, entry(compiled.order, i))
      if (held.has(instance) && isMeant(instance.kind) && isHeldAt(compiled, i, 0))
        amounts.set(instance.id, agedOf(passageOf(compiled, i, instance, month)))
    }
  }
  const covers = (kind: InstanceKind) => kind === 'cash' || kind === 'portfolio'
  const isCovered = resolveAssumptions(assumptions).cover_shortfall_from !== 'overdraft'
  note(
    those,
    whole,
    (kind) => !isCovered || !covers(kind),
    offsets && ((position, at) => offsets(entry(those, position), at)),
  )
  // What covers a shortfall depends on everything beside it.
  if (isCovered) note(active, (one) => (covers(one.kind) ? whole(one) : one), covers)
  return amounts
}

function passageOf(compiled: CompiledPlan, i: number, { kind, params }: PlanInstance, month: Month): Passage {
  const [stated, origin] = [entry(compiled.statedAt, i), entry(compiled.origin, i)]
  const rise = (monthIndex(month) + origin) % 12
  return {
    kind,
    params,
    values: withDefaults(kind, params),
    compiled,
    i,
    months: -stated,
    rises: Math.floor(-origin / 12),
    riseMonth: String(rise + 1).padStart(2, '0'),
    risesOtherwise: origin % 12 !== 0,
  }
}

/** Incomes and expenses of the household: what each is in its months, and what they are to tax in a year. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { defaultsOf } from '#domain/instances/defaults.ts'
import type { FlowsOfYear } from '#domain/tax/year-of-law.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { type CompiledCalendar, NEVER, taxYearOf } from './compiled-plan.ts'
import { partOf } from './owners.ts'
import { activeInstances, compareInstances } from './place.ts'
import { Values } from './values.ts'

/** Months count from the first of the projection. */
export interface Flow {
  readonly isExpense: boolean
  /** What it means for tax; what does not go with its direction means nothing. */
  readonly treatment: 'taxable' | 'untaxed' | 'deductible' | 'rate_only'
  /** A month, in `stated`. */
  readonly amount: number
  /** The month at whose beginning the amount is true. */
  readonly stated: number
  /** The month from which yearly rises count: `stated`, or the last month of a rise before it. */
  readonly origin: number
  readonly first: number
  readonly last: number
  /** Rise a year, as a factor: its own, with that of prices as planned where it follows them. */
  readonly growth: number
  readonly followsPrices: boolean
  /** The first person's part, a fraction; it means nothing without a second. */
  readonly ownerShare: number
}

/** What a projection says of its own: when its tax years end, and how much prices rise in a year, as a factor. */
type FlowContext = CompiledCalendar & { readonly inflationGrowth: number }

const beginOfTaxYears = ({ firstTaxYearEnd }: CompiledCalendar) => firstTaxYearEnd - 11

function treatmentOf(values: Values, isExpense: boolean): Flow['treatment'] {
  const stated = values.optionalText('tax_treatment')
  if (isExpense) return stated === 'deductible' ? stated : 'untaxed'
  return stated === null || stated === 'taxable' ? 'taxable' : stated === 'rate_only' ? stated : 'untaxed'
}

export function readFlow(values: Values, context: FlowContext): Flow {
  const isExpense = values.text('direction') === 'expense'
  const treatment = treatmentOf(values, isExpense)
  const [first, last] = [values.month('start_month') ?? -NEVER, values.month('end_month') ?? NEVER]
  if (last < first) values.fail('end_month', 'must not be before start_month.')
  const stated = values.month('as_of_month') ?? 0
  const followsPrices = values.flag('follows_inflation')
  const rise = 1 + values.fraction('growth_rate', -100)
  return {
    isExpense,
    treatment,
    amount: values.amount('amount'),
    stated,
    // What only sets the rate is a year's amount: it rises with tax years.
    origin:
      treatment === 'rate_only'
        ? 12 * taxYearOf(context, stated) + beginOfTaxYears(context)
        : stated - values.monthsSinceNamed('rise_month', stated),
    first,
    last,
    growth: followsPrices ? rise * context.inflationGrowth : rise,
    followsPrices,
    ownerShare: values.fraction('owner_share', 0, 100),
  }
}

/** The incomes and expenses among the instances of a plan. */
export function readFlows(instances: readonly PlanInstance[], startMonth: Month, context: FlowContext) {
  return instances
    .filter(({ kind }) => kind === 'cash_flow')
    .map(({ id, kind, name, params }) => {
      const values = new Values(params, id, monthIndex(startMonth), defaultsOf(kind))
      return { id, name, kind, flow: readFlow(values, context) }
    })
}

/** The same of the instances that take part, in the order in which these are compiled. */
export function flowsOf(plan: Plan, context: FlowContext): readonly Flow[] {
  const flows = activeInstances(plan).filter(({ kind }) => kind === 'cash_flow')
  return readFlows(flows.toSorted(compareInstances), plan.startMonth, context).map(({ flow }) => flow)
}

/** A person's part of flows; people count from 0. */
export function flowsOfPerson(flows: readonly Flow[], person: number, taxpayers: number): readonly Flow[] {
  if (taxpayers === 1) return flows
  return flows.map((flow) => ({ ...flow, amount: flow.amount * partOf(person, flow.ownerShare) }))
}

/** Where a year of tax keeps each treatment. */
const kept = { taxable: 'taxable', deductible: 'deductible', rate_only: 'elsewhere' } as const

/** What makes flows others than stated; both in a month, of the flow at an index. */
export interface CourseOfFlows {
  readonly growthIn: (index: number, month: number) => number
  readonly scaleIn: (index: number, month: number) => number
}

/** Adds what a flow is to tax in each year, of the month at whose beginning the first one begins on. */
function addByTaxYear(
  sums: readonly Record<'taxable' | 'deductible' | 'elsewhere', number>[],
  flow: Flow,
  begins: number,
  index: number,
  course?: CourseOfFlows,
): void {
  const { treatment, origin, first, last, growth } = flow
  if (treatment === 'untaxed') return
  const key = kept[treatment]
  let { amount } = flow
  for (let month = Math.min(origin, begins); month < begins + 12 * sums.length; month++) {
    if (month > origin && (month - origin) % 12 === 0) amount *= course?.growthIn(index, month) ?? growth
    if (month >= begins && month >= first && month <= last)
      sums[Math.floor((month - begins) / 12)]![key] += amount * (course?.scaleIn(index, month) ?? 1)
  }
}

/**
 * What flows are to tax in each of so many tax years, from that of the household's month on: of all twelve months, also those
 * before that month and after the projection's last.
 */
export function flowsByTaxYear(
  flows: readonly Flow[],
  calendar: CompiledCalendar,
  years: number,
  course?: CourseOfFlows,
): FlowsOfYear[] {
  const sums = Array.from({ length: years }, () => ({ taxable: 0, deductible: 0, elsewhere: 0 }))
  const begins = beginOfTaxYears(calendar)
  for (const [index, flow] of flows.entries()) addByTaxYear(sums, flow, begins, index, course)
  return sums
}

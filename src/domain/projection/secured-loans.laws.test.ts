import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldsOf } from '#domain/instances/catalogue.ts'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from './compile/compile.ts'
import { type PathRow, pathRows } from './engine/record.ts'
import { knownPlans } from './plan.arbitrary.ts'
import type { Plan, PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { type Projection, totalSeries } from './projection.ts'
import { rows } from './rows.ts'
import { blockRunner } from './simulation/blocks.ts'

const PATHS = 4

const loanKeys = new Set(fieldsOf('loan').map(({ key }) => key))
const months = ['as_of_month', 'start_month']

/** What of a property is its own loan, as a loan secured on it. */
function apart(property: PlanInstance): readonly PlanInstance[] {
  const own = Object.entries(property.params).filter(([key]) => key.startsWith('loan_'))
  const terms = own.flatMap(([key, value]) => {
    const name = key.slice('loan_'.length)
    return loanKeys.has(name) ? [[name, value] as const] : []
  })
  const said = [...months, 'owner_share'].flatMap((key) =>
    key in property.params ? [[key, property.params[key]!] as const] : [],
  )
  const id = `loan of ${property.id}`
  const params: Params = {
    balance: 0,
    ...Object.fromEntries([...terms, ...said]),
    secured_on: property.lineageId,
  }
  const rest = Object.entries(property.params).filter(([key]) => !key.startsWith('loan_'))
  return [
    { ...property, params: Object.fromEntries(rest) },
    { ...property, id, lineageId: id, name: id, kind: 'loan', params },
  ]
}

const ofProperties = (plan: Plan, change: (property: PlanInstance) => readonly PlanInstance[]): Plan => ({
  ...plan,
  instances: plan.instances.flatMap((one) => (one.kind === 'property' ? change(one) : [one])),
})

/** What is sold before it is there secures nothing. */
const isSoldBefore = ({ sale_month: sold, ...params }: Params) =>
  sold !== undefined && months.some((key) => String(params[key] ?? '') > String(sold))

/** Any plan with at least one property, owned alone and without an offset account, which is the property's. */
const plans = knownPlans
  .filter(({ instances }) => instances.some(({ kind }) => kind === 'property'))
  .map((plan) => {
    const assumptions = { ...plan.assumptions, paths: PATHS }
    return ofProperties({ ...plan, assumptions }, ({ params: { offset_balance, ...params }, ...one }) => {
      const { sale_month, ...unsold } = params
      const kept = isSoldBefore(params) ? unsold : params
      const loan_balance = params.loan_balance ?? 400_000
      return [{ ...one, params: { ...kept, ownership_share: 100, loan_balance } }]
    })
  })

function expectSameTotals(then: Plan, now: Plan) {
  const [one, other] = [project(then), project(now)]
  const largest = one.totals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const tolerance = 0.005 + 1e-11 * largest
  const same = (what: string, found: Float64Array, expected: Float64Array) =>
    found.forEach((value, year) => {
      if (!(Math.abs(value - expected[year]!) <= tolerance))
        expect.fail(`${what} of year ${year} is ${value}, not ${expected[year]}`)
    })
  // What a loan pays out with a purchase is in what the purchase takes where it is its own.
  for (const row of rows.filter((name) => name !== 'contributions' && name !== 'withdrawals'))
    same(row, totalSeries(other, row), totalSeries(one, row))
  const paidIn = (projection: Projection) =>
    totalSeries(projection, 'contributions').map(
      (paid, year) => paid - totalSeries(projection, 'withdrawals')[year]!,
    )
  same('what is paid in', paidIn(other), paidIn(one))
  const [drawn, redrawn] = [then, now].map((plan) => blockRunner(compilePlan(plan), PATHS)(0))
  const net = (row: PathRow) => pathRows.indexOf(row) * drawn!.points * PATHS
  for (const row of ['netWorth', 'debt', 'tax', 'interest'] as const)
    for (let at = net(row); at < net(row) + drawn!.points * PATHS; at++) {
      const [wanted, found] = [drawn!.totals[at]!, redrawn!.totals[at]!]
      if (!(Math.abs(found - wanted) <= tolerance + 1e-9 * Math.abs(wanted)))
        expect.fail(`${row} of a path is ${found}, not ${wanted}`)
    }
}

const offsetKey = /(^|_)uses_household_offset$/
const withoutOffsets = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => !offsetKey.test(key)))

const withoutHouseholdOffset = (plan: Plan): Plan => ({
  ...plan,
  instances: plan.instances.map((one) => ({ ...one, params: withoutOffsets(one.params) })),
})

/**
 * Of loans alike, the household account stands against one first, by its name and lineage, and that one ends sooner: where loans are
 * renamed it is not the same household any more. So it stands against one loan at most.
 */
function withOneHouseholdOffset(plan: Plan): Plan {
  const first = plan.instances.find(({ params }) => Object.keys(params).some((key) => offsetKey.test(key)))
  return {
    ...plan,
    instances: plan.instances.map((one) =>
      one === first ? one : { ...one, params: withoutOffsets(one.params) },
    ),
  }
}

it('a loan of its own that is secured on a property is to every figure what the same loan of the property is', () => {
  fc.assert(
    fc.property(plans.map(withOneHouseholdOffset), (plan) =>
      expectSameTotals(plan, ofProperties(plan, apart)),
    ),
    { numRuns: 300 },
  )
})

// Of two parts the account stands against one first: divided loans are left without it.
it('two secured loans are what one of both amounts is', () => {
  const amounts =
    /^(balance|scheduled_balance|extra_monthly_payment|lump_sum|refinance_draw|refinance_costs)$/
  const part = (params: Params, of: number): Params =>
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, amounts.test(key) ? Number(value) * of : value]),
    )
  const halves = ({ id, params, ...loan }: PlanInstance): PlanInstance[] =>
    [0.25, 0.75].map((of) => ({
      ...loan,
      id: `${id} ${of}`,
      lineageId: `${id} ${of}`,
      params: part(params, of),
    }))
  fc.assert(
    fc.property(plans.map(withoutHouseholdOffset), (plan) => {
      const one = ofProperties(plan, apart)
      const two = {
        ...one,
        instances: one.instances.flatMap((it) => (it.kind === 'loan' ? halves(it) : [it])),
      }
      expectSameTotals(one, two)
    }),
    { numRuns: 200 },
  )
})

it('a loan on a property that does not take part is a debt of its own', () => {
  const named = (secured_on: string | null) => (plan: Plan) =>
    ofProperties(plan, (property) => {
      const [bare, loan] = apart(property)
      const { secured_on: _, ...params } = loan!.params
      return [bare!, { ...loan!, params: secured_on === null ? params : { ...params, secured_on } }]
    })
  fc.assert(
    fc.property(plans.map(withOneHouseholdOffset), (plan) =>
      expectSameTotals(named(null)(plan), named('nobody')(plan)),
    ),
    { numRuns: 100 },
  )
})

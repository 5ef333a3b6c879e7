import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { shockFigureKeys } from '#domain/scenarios/shock-figures.ts'
import { movements } from '../analysis/movements.ts'
import { householdByYear, instanceByYear, totalsByYear } from '../by-year.test-support.ts'
import { compilePlan } from '../compile/compile.ts'
import { type PathRow, pathRows } from '../engine/record.ts'
import { entry } from '../entry.ts'
import { plainKernels } from '../kernels/plain.ts'
import { streamKey } from '../numbers/stream-key.ts'
import { inOrder, instanceArbitrary, knownSince, ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { incomeElsewhere } from '../plan.fixture.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { project } from '../project.ts'
import { type Row, rows } from '../rows.ts'
import { blockRunner } from '../simulation/blocks.ts'
import { type Draws, oracle } from './oracle.test-support.ts'
import { shocksOf } from './world.test-support.ts'

const PATHS = 4

/** Of every figure, at once or some months before or after the beginning, for a while or for good. */
const anyShock = fc.record({
  figure: fc.constantFrom(...shockFigureKeys),
  by: fc.integer({ min: -20, max: 20 }),
  window: fc.record(
    {
      from: fc.integer({ min: -8, max: 40 }).map((k) => addMonths(knownSince, k)),
      months: fc.constantFrom(1, 6, 13, 30),
    },
    { requiredKeys: [] },
  ),
})

/** Stressed in every way, with an instance put aside, and others of one lineage. */
const plans = fc
  .record({
    plan: planArbitrary(5, 12, ordinary),
    isArchived: fc.boolean(),
    lineages: fc.constantFrom<readonly (string | undefined)[]>([], ['one', 'one'], ['b', 'a', 'b', 'a', 'b']),
    shocks: fc.array(anyShock, { maxLength: 2 }),
  })
  .map(({ plan, isArchived, lineages, shocks }): Plan => {
    const [first, ...others] = plan.instances
    const instances = [
      { ...first!, status: isArchived ? ('archived' as const) : first!.status },
      ...others,
    ].map((instance, i) => ({ ...instance, lineageId: lineages[i] ?? instance.lineageId }))
    const met = shocks.flatMap(({ figure, by, window }) => movements[figure].shocks(by, window, plan))
    return { ...plan, shocks: met, instances, assumptions: { ...plan.assumptions, paths: PATHS } }
  })

/** Two dwellings of any use, bought, held and sold about the reform, beside an income by which every dollar of theirs is taxed. */
const dwellings = fc
  .record({
    plan: planArbitrary(1, 6, ordinary),
    two: fc.tuple(
      instanceArbitrary('property', 'first', ordinary),
      instanceArbitrary('property', 'second', ordinary),
    ),
    bought: fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })),
    sold: fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 })),
    tax_system: fc.constantFrom('au_resident', 'au_resident', 'flat', 'custom'),
    interest_credit_rate: fc.constantFrom(0, 20),
  })
  .map(({ plan, two, bought, sold, ...tax }): Plan => {
    const month = (k: number) => addMonths(plan.startMonth, k)
    return {
      ...plan,
      instances: [
        incomeElsewhere(200_000),
        ...two.map((one, i) => ({
          ...one,
          params: inOrder({
            ...one.params,
            start_month: month(entry(bought, i)),
            sale_month: month(entry(sold, i)),
          }),
        })),
      ],
      assumptions: {
        ...plan.assumptions,
        ...tax,
        loss_treatment: 'offset_other_income',
        horizon_years: 6,
        paths: PATHS,
      },
    }
  })

/** The same with two loans secured on them. */
const securedLoans = fc
  .record({
    plan: dwellings,
    loans: fc.tuple(instanceArbitrary('loan', 'a', ordinary), instanceArbitrary('loan', 'z', ordinary)),
    on: fc.tuple(fc.constantFrom('first', 'second'), fc.constantFrom('first', 'second')),
    begins: fc.tuple(fc.integer({ min: -30, max: 40 }), fc.integer({ min: -30, max: 40 })),
  })
  .map(({ plan, loans, on, begins }): Plan => {
    const secured = loans.map((one, i) => {
      const { start_month, as_of_month, ...params } = one.params
      const begin = {
        [begins[i]! < 0 ? 'as_of_month' : 'start_month']: addMonths(plan.startMonth, entry(begins, i)),
      }
      return { ...one, params: inOrder({ ...params, ...begin, secured_on: on[i]! }) }
    })
    return { ...plan, instances: [...plan.instances, ...secured] }
  })
  // Nobody can enter a loan on a dwelling that is sold before it begins: form, file and database refuse it.
  .filter(({ instances }) =>
    instances.every(({ params }) => {
      const on = instances.find(({ lineageId }) => lineageId === params.secured_on)
      return !on || String(params.start_month ?? '') <= String(on.params.sale_month ?? '9999-12')
    }),
  )

/** Nothing off by more than half a cent, or what adding such large numbers loses. */
function expectSame<Key extends Row>(
  keys: readonly Key[],
  found: readonly Record<Key, number>[],
  expected: readonly Record<Key, number>[],
  largest: number,
) {
  expect(found).toHaveLength(expected.length)
  const tolerance = 0.005 + 1e-10 * largest
  found.forEach((point, year) => {
    for (const key of keys)
      if (!(Math.abs(point[key] - expected[year]![key]) <= tolerance))
        expect.fail(`${key} of year ${year} is ${point[key]}, not ${expected[year]![key]}`)
  })
}

const largestOf = (points: readonly Record<string, number>[]) =>
  points.reduce((largest, point) => Math.max(largest, ...Object.values(point).map(Math.abs)), 0)

it.each([
  ['any plan', plans, 200],
  ['dwellings that are taxed', dwellings, 200],
  ['loans secured on dwellings', securedLoans, 200],
])('an independent model agrees to the cent on %s', (_, arbitrary, numRuns) => {
  fc.assert(
    fc.property(arbitrary, (plan) => {
      const [projection, model] = [project(plan), oracle(plan)]
      const largest = largestOf(model.totals)
      expectSame(rows, totalsByYear(projection), model.totals, largest)
      expectSame(rows, householdByYear(projection), model.household, largest)
      projection.instances.forEach(({ id }, i) => {
        expectSame(rows, instanceByYear(projection, id), model.instances[i]!, largest)
      })
    }),
    { numRuns },
  )
})

/** What a path meets, by the formulas under "Markets" from the simulation's own normals. */
function drawsOf(plan: Plan, path: number): Draws {
  const a = resolveAssumptions(plan.assumptions)
  const number = (key: string) => Number(a[key])
  const kernels = plainKernels(PATHS)
  const out = new Float64Array(PATHS)
  const seed = number('seed') | 0
  const normal = (key: readonly [number, number, number], month: number, stream: number) => {
    kernels.draw(out, [seed, ...key], 0, month, stream)
    return out[path]!
  }
  const of = (pair: string) => number(`correlation_${pair}`)
  const [ps, pr, sr] = [of('property_shares'), of('property_rates'), of('shares_rates')]
  const ofShares = Math.sqrt(1 - ps ** 2)
  const left = Math.sqrt(1 - pr ** 2)
  // Correlations at the limit of what can hold together may ask for a little more than there is.
  const second = ofShares === 0 ? 0 : Math.min(left, Math.max(-left, (sr - pr * ps) / ofShares))
  const third = Math.sqrt(left ** 2 - second ** 2)
  // Bonds come as close to what is asked of them as the length that is left of their row allows.
  const row: number[] = []
  const within = (wanted: number, scale: number) => {
    const most = Math.sqrt(Math.max(0, 1 - row.reduce((sum, entry) => sum + entry ** 2, 0)))
    row.push(scale > 1e-9 ? Math.min(most, Math.max(-most, wanted / scale)) : 0)
  }
  within(of('property_bonds'), 1)
  within(of('shares_bonds') - row[0]! * ps, ofShares)
  within(of('bonds_rates') - row[0]! * pr - row[1]! * second, third)
  within(1, 1)
  const factors = (month: number) => {
    const drawn = [0, 1, 2, 3].map((stream) => normal([0, 0, 0], month, stream))
    const [x, y, z] = drawn as [number, number, number]
    return {
      property: x,
      shares: ps * x + ofShares * y,
      rates: pr * x + second * y + third * z,
      bonds: row.reduce((sum, entry, k) => sum + entry * drawn[k]!, 0),
    }
  }
  const reversion = number('rate_reversion')
  const phi = Math.exp(-reversion / 12)
  const step = number('rate_volatility') * Math.sqrt((1 - phi ** 2) / (2 * reversion))
  const moved = [0]
  for (let month = 0; month < 12 * number('horizon_years'); month++)
    moved.push(phi * moved[month]! + step * factors(month).rates)

  const active = plan.instances.filter(({ status }) => status === 'active')
  const streamOf = ({ id, lineageId }: PlanInstance) =>
    active.some((other) => other.lineageId === lineageId && other.id < id) ? `${lineageId} ${id}` : lineageId

  const { shocked } = shocksOf(plan)
  const growth = (instance: PlanInstance, month: number, isBonds = false) => {
    const { kind, params } = instance
    const isProperty = kind === 'property'
    const values = withDefaults(kind, params)
    const key = isProperty ? 'growth_rate' : isBonds ? 'bonds_return' : 'expected_return'
    const shifted = shocked(month)(instance, key, Number(values[key])) + number('growth_shift')
    const mean = 1 + shifted / 100
    const variance = Math.log1p(
      (Number(values[isBonds ? 'bonds_volatility' : 'volatility']) / 100 / mean) ** 2,
    )
    const market = isProperty ? 'property' : isBonds ? 'bonds' : (values.asset_class as 'shares' | 'bonds')
    const together = number(`correlation_within_${market}`)
    const shared = factors(month)[market]
    const own = normal(streamKey(streamOf(instance)), month, isBonds ? 1 : 0)
    const z = Math.sqrt(together) * shared + Math.sqrt(1 - together) * own
    return Math.exp((Math.log(mean) - variance / 2) / 12 + Math.sqrt(variance / 12) * z)
  }
  return { growth, rates: (month) => moved[month]! }
}

it.each([
  ['any plan', plans, 80],
  ['dwellings that are taxed', dwellings, 60],
  ['loans secured on dwellings', securedLoans, 60],
])('an independent model agrees to the cent on every path of a simulation of %s', (_, arbitrary, numRuns) => {
  fc.assert(
    fc.property(arbitrary, (plan) => {
      const { totals, points } = blockRunner(compilePlan(plan), PATHS)(0)
      for (let path = 0; path < PATHS; path++) {
        const model = oracle(plan, drawsOf(plan, path))
        const found = model.totals.map((_, year) => {
          const at = (row: PathRow) => totals[(pathRows.indexOf(row) * points + year) * PATHS + path]!
          return Object.fromEntries(pathRows.map((row) => [row, at(row)])) as Record<PathRow, number>
        })
        expectSame(pathRows, found, model.totals, largestOf(model.totals))
      }
    }),
    { numRuns },
  )
})

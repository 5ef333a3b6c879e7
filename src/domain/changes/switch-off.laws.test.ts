import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import type { InstanceContent, Params, Scalar } from '../instances/types.ts'
import { realHoldings, scenarioOutcome } from '../merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { storedValues } from '../merge/three-way.ts'
import type { Plan } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { assumptionsSchema, resolveAssumptions } from '../scenarios/assumptions.ts'
import { type ChangesInput, scenarioChanges } from './switch-off.ts'

/** Few values a field, so that base, now and proposed meet in every way; defaults are among them, written out and left out. */
const paramsOf = (choices: Readonly<Record<string, readonly (Scalar | undefined)[]>>): fc.Arbitrary<Params> =>
  fc
    .record(Object.fromEntries(Object.entries(choices).map(([key, list]) => [key, fc.constantFrom(...list)])))
    .map((record) => storedValues(record))

const content: fc.Arbitrary<InstanceContent> = fc.record({
  name: fc.constantFrom('Home', 'Beach house'),
  status: fc.constantFrom('active', 'active', 'archived'),
  params: paramsOf({
    value: [250_000, 400_000],
    growth_rate: [undefined, 3, 4],
    weekly_rent: [undefined, 0, 510],
    loan_balance: [undefined, 150_000],
    loan_rate: [undefined, 6, 5.2],
    loan_refinance_month: [undefined, '2027-03'],
    loan_refinance_rate: [undefined, 4],
    sale_month: [undefined, '2027-07', '2028-01'],
    sale_cost_rate: [undefined, 2],
  }),
})

const assumptions = paramsOf({
  inflation_rate: [undefined, 2.5, 4],
  tax_system: [undefined, 'none', 'flat'],
  tax_flat_rate: [undefined, 30],
  household_cash: [undefined, 0, 5_000],
  correlation_property_shares: [undefined, 0.9],
  correlation_property_rates: [undefined, -0.9, 0.8],
  correlation_shares_rates: [undefined, -0.8, 0.8],
  goal_amount: [undefined, 300_000],
})

type Case = readonly [base: InstanceContent | null, now: InstanceContent | null, proposed: InstanceContent]
const row = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(content, content, content) },
  {
    weight: 3,
    arbitrary: fc.tuple(content, content).map(([base, proposed]): Case => [base, base, proposed]),
  },
  fc.tuple(content, fc.constant(null), content),
  fc.tuple(fc.constant(null), fc.option(content), content),
)

function inputOf(cases: readonly Case[], ownAssumptions: Params, scenarioAssumptions: Params): ChangesInput {
  const common = (index: number) => ({ lineage_id: `line-${index}`, kind: 'property' as const })
  return {
    reality: cases.flatMap(([, now], index): RealRow[] =>
      now ? [{ id: `real-${index}`, ...common(index), ...now }] : [],
    ),
    copies: cases.map(
      ([base, , proposed], index): ScenarioRow => ({
        ...{ id: `copy-${index}`, ...common(index), ...proposed, base },
        source_instance_id: base === null ? null : `real-${index}`,
      }),
    ),
    ownAssumptions: { ...ownAssumptions, horizon_years: 2 },
    scenarioAssumptions,
  }
}

const inputs = fc
  .tuple(fc.array(row as fc.Arbitrary<Case>, { minLength: 1, maxLength: 4 }), assumptions, assumptions)
  // Both can be; what lies between them is what this is about.
  .filter(([, own, scenario]) =>
    [own, { ...own, ...scenario }].every((values) => assumptionsSchema.safeParse(values).success),
  )
  .map(([cases, own, scenario]) => inputOf(cases, own, scenario))

const startMonth = toMonth('2027-01')
const planWithout = (input: ChangesInput, off: Iterable<string>): Plan => {
  const { outcome, assumptions } = scenarioChanges(input).without(new Set(off))
  return { instances: outcome.holdings, assumptions, startMonth }
}
const idsOf = (input: ChangesInput) => scenarioChanges(input).changes.map(({ id }) => id)
const inputsWithSome = inputs.chain((input) =>
  fc.tuple(fc.constant(input), fc.shuffledSubarray(idsOf(input))),
)

it('is reality to the bit with every change switched off, holdings and figures', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const none = planWithout(input, idsOf(input))
      const { goal_amount: _own, ...own } = input.ownAssumptions
      const goal = none.assumptions.goal_amount
      const assumptions = { ...own, ...(goal === undefined ? {} : { goal_amount: goal }) }
      const real = { instances: realHoldings(input.reality), assumptions, startMonth }
      expect(none.instances).toEqual(real.instances)
      expect(resolveAssumptions(none.assumptions)).toEqual(resolveAssumptions(real.assumptions))
      const [first, second] = [project(none), project(real)]
      expect(first.totals).toEqual(second.totals)
      expect(first.perInstance).toEqual(second.perInstance)
    }),
    { numRuns: 150 },
  )
})

it('is the scenario with none switched off, and with none of its own', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { reality, copies, ownAssumptions, scenarioAssumptions } = input
      const expected = {
        instances: scenarioOutcome(reality, copies).holdings,
        assumptions: { ...ownAssumptions, ...scenarioAssumptions },
        startMonth,
      }
      expect(planWithout(input, [])).toEqual(expected)
      expect(planWithout(input, ['somebody else’s.sale', 'assumptions.nothing'])).toEqual(expected)
    }),
  )
})

it('is one plan in whichever order changes are switched off, and projects for every choice of them', () => {
  fc.assert(
    fc.property(inputsWithSome, ([input, off]) => {
      const plan = planWithout(input, off)
      expect(planWithout(input, off.toReversed())).toEqual(plan)
      expect(project(plan).totals.every(Number.isFinite)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

it('switches a change that waits for a decision off without effect: it counts as it is now either way', () => {
  fc.assert(
    fc.property(inputsWithSome, ([input, off]) => {
      const waiting = scenarioChanges(input).changes.flatMap(({ id, parts: [{ waitsFor }] }) =>
        waitsFor === null ? [] : [id],
      )
      expect(planWithout(input, [...off, ...waiting])).toEqual(planWithout(input, off))
    }),
  )
})

it('keeps the scenario’s horizon, goal, seed and number of futures, which are no changes, whatever is off', () => {
  const view = { horizon_years: 12, goal_amount: 9, seed: 7, paths: 300 }
  const input = inputOf([], { seed: 1, inflation_rate: 2 }, { ...view, inflation_rate: 3 })
  expect(planWithout(input, idsOf(input)).assumptions).toEqual({ ...view, inflation_rate: 2 })
})

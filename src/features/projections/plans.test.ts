import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { type AssumptionsMode, manyPlans } from './compare-plans.ts'
import { comparedPlans } from './plans.ts'
import { carLoan, compare, copyOf, holdingOf, plainAssumptions, savings } from './projection.fixture.ts'

const ids = (plan: { instances: readonly { id: string }[] }) => plan.instances.map(({ id }) => id)

it('lays everything, as if applied, beside all of reality', () => {
  const { plans } = compare([
    copyOf(savings),
    copyOf(holdingOf({ id: 'new', lineage_id: 'line-new' }), { source_instance_id: null }),
  ])
  expect(ids(plans.scenario)).toEqual(['savings', 'car', 'new-copy'])
  expect(ids(plans.reality)).toEqual(['savings', 'car'])
})

it('lays these holdings only beside their sources', () => {
  const { plans } = compare([copyOf(carLoan)], 'these')
  expect(ids(plans.scenario)).toEqual(['car'])
  expect(ids(plans.reality)).toEqual(['car'])
})

it('gives a holding one identity on both sides, so that both meet the same markets', () => {
  const { plans } = compare([copyOf(savings)])
  const identities = [plans.scenario, plans.reality].map(({ instances }) =>
    instances.map(({ id, lineageId }) => ({ id, lineageId })),
  )
  expect(identities[0]).toEqual(identities[1])
})

it('holds nothing that the engine does not read, so that equal plans have equal keys', () => {
  const { plans } = compare([copyOf(savings)])
  expect(Object.keys(plans.scenario.instances[0]!).sort()).toEqual(
    ['id', 'kind', 'lineageId', 'name', 'params', 'status'].sort(),
  )
})

it('gives an unchanged scenario the course of reality', () => {
  const { scenario, reality } = compare([copyOf(savings), copyOf(carLoan)])
  expect(scenario.totals).toEqual(reality.totals)
})

it('draws every scenario to the longest horizon, under its own assumptions or the shared ones', () => {
  const input = {
    reality: [savings],
    scenarios: [{ assumptions: { horizon_years: 12, inflation_rate: 6 }, instances: [] }],
    userAssumptions: plainAssumptions,
    startMonth: toMonth('2027-01'),
  }
  const assumptionsOf = (mode: AssumptionsMode) => {
    const { reality, compared } = manyPlans({ ...input, mode })
    return [reality, ...compared.map(({ plan }) => plan)].map(({ assumptions }) => assumptions)
  }
  expect(assumptionsOf('own')).toMatchObject([
    { horizon_years: 12, inflation_rate: 2 },
    { horizon_years: 12, inflation_rate: 6 },
  ])
  expect(assumptionsOf('shared')).toEqual([plainAssumptions, plainAssumptions])
})

it('says whether a difference from reality includes other assumptions, a longer horizon not being one', () => {
  const areShared = (assumptions: Params, mode: AssumptionsMode = 'own') =>
    manyPlans({
      reality: [savings],
      scenarios: [{ assumptions, instances: [] }],
      userAssumptions: plainAssumptions,
      startMonth: toMonth('2027-01'),
      mode,
    }).areAssumptionsShared
  expect(areShared({})).toBe(true)
  expect(areShared({ inflation_rate: 2, horizon_years: 12 })).toBe(true)
  expect(areShared({ inflation_rate: 6 })).toBe(false)
  expect(areShared({ inflation_rate: 6 }, 'shared')).toBe(true)
})

it('projects a scenario whose source moved as what an apply would bring, and says what is not decided', () => {
  const copy = copyOf(savings, { params: { value: 12_000, interest_rate: 5, monthly_contribution: 10 } })
  const { scenario, reality, outcome } = comparedPlans({
    reality: [{ ...savings, params: { value: 9_000, interest_rate: 6 } }],
    scenarioInstances: [copy],
    ownAssumptions: plainAssumptions,
    scenarioAssumptions: {},
    startMonth: toMonth('2027-01'),
    scope: 'these',
    off: new Set(),
  })
  expect(scenario.instances[0]!.params).toEqual({ value: 9_000, interest_rate: 6, monthly_contribution: 10 })
  expect(reality.instances[0]!.params).toEqual({ value: 9_000, interest_rate: 6 })
  expect(outcome).toMatchObject({ undecided: 1, moved: 1, gone: 0 })
})

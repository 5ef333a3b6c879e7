import { expect, it } from 'vitest'
import { ownAssumptions } from './use-own-assumptions.ts'

const scenario = (id: string, assumptions: Record<string, string | number | boolean>) => ({
  id,
  name: `Scenario ${id}`,
  assumptions,
})
const profile = (assumptions: Record<string, number> = {}, country: string | null = null) => ({
  country,
  assumptions,
})

it('names what a scenario assumes otherwise than its user by default, and who would follow', () => {
  const here = scenario('a', { inflation_rate: 3, goal_amount: 5 })
  const own = ownAssumptions(here, profile({ inflation_rate: 2 }), [
    here,
    scenario('b', { inflation_rate: 4 }),
    scenario('c', {}),
  ])
  const values = own.flatMap(({ fields }) =>
    fields.map(({ field, byDefault, here: value }) => [field, byDefault, value]),
  )
  expect(values).toEqual([
    ['inflation_rate', 2, 3],
    ['goal_amount', null, 5],
  ])
  expect(own.map(({ followers }) => followers)).toEqual([['Scenario c'], ['Scenario b', 'Scenario c']])
})

it('leaves out what is the default already: said by the user, of the country or of the catalogue', () => {
  const here = scenario('a', { inflation_rate: 2 })
  expect(ownAssumptions(here, profile({ inflation_rate: 2 }), [here])).toEqual([])
  expect(ownAssumptions(here, profile({}, 'GB'), [here])).toEqual([])
  expect(ownAssumptions(scenario('a', { inflation_rate: 2.5 }), profile(), [])).toEqual([])
})

it('takes what says of which month an amount is, and what only holds together, for one with it', () => {
  const here = scenario('a', {
    ...{ goal_as_of_month: '2026-03', household_cash: 50_000, correlation_shares_rates: 0.3 },
    ...{ household_as_of_month: '2026-06', goal_amount: 1_000_000, inflation_rate: 3 },
    ...{ correlation_property_rates: 0.3 },
  })
  const own = ownAssumptions(here, profile({ inflation_rate: 3 }), [
    here,
    scenario('b', { household_cash: 1 }),
  ])
  expect(own.map(({ decision, fields }) => [decision, ...fields.map(({ field }) => field)])).toEqual([
    ['household', 'household_cash', 'household_as_of_month'],
    ['goal', 'goal_amount', 'goal_as_of_month'],
    ['correlations', 'correlation_property_rates', 'correlation_shares_rates'],
  ])
  // The month that it does not say itself would be another one.
  expect(own[0]?.followers).toEqual(['Scenario b'])
})

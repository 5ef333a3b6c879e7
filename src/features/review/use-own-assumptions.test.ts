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
  expect(own.map(({ definition, byDefault, here: value }) => [definition.key, byDefault, value])).toEqual([
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

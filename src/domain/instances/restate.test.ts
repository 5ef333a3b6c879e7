import { expect, it } from 'vitest'
import { askedAmounts } from './restate.ts'

it('asks for the amounts that there are, and of those that count with the use of a property', () => {
  const asked = (use: string) =>
    askedAmounts('property', { value: 500_000, weekly_rent: 590, annual_expenses: 6_000, use }).map(
      ({ key }) => key,
    )
  expect(asked('let')).toEqual(['value', 'weekly_rent', 'annual_expenses'])
  expect(asked('own_use')).toEqual(['value', 'annual_expenses'])
})

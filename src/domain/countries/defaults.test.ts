/** Each default can be defended, and none contradicts another. */
import { describe, expect, it } from 'vitest'
import { catalogue, fieldDefinition, instanceKinds } from '../instances/catalogue.ts'
import type { InstanceKind } from '../instances/types.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { resolveAssumptions } from '../scenarios/assumptions.ts'
import { countries } from './countries.ts'
import { assumptionsOf } from './country.ts'
import { defaultReasons } from './default-reasons.ts'

const figures = [
  ...instanceKinds.flatMap((kind) =>
    catalogue[kind].fields.map((field) => ({ place: kind as string, field })),
  ),
  ...assumptionFields.map((field) => ({ place: 'assumptions', field })),
].filter(({ field }) => typeof field.default === 'number' && field.default !== 0)

it('every figure that is a default has a reason, and no reason is left over', () => {
  expect(Object.keys(defaultReasons).toSorted()).toEqual(
    figures.map(({ place, field }) => `${place}.${field.key}`).toSorted(),
  )
})

const of = (kind: InstanceKind, key: string) => Number(fieldDefinition(kind, key)?.default)
const typicalOfBonds = fieldDefinition('portfolio', 'asset_class')?.options?.find(
  ({ value }) => value === 'bonds',
)?.typical

it('bonds beside shares begin as a portfolio of bonds does', () => {
  expect(typicalOfBonds).toMatchObject({
    expected_return: of('portfolio', 'bonds_return'),
    volatility: of('portfolio', 'bonds_volatility'),
  })
  expect(of('portfolio', 'bonds_volatility') * 2).toBeLessThan(of('portfolio', 'volatility'))
})

describe.each(countries)('in $name', (country) => {
  const assumptions = resolveAssumptions(assumptionsOf(country))
  const inflation = Number(assumptions.inflation_rate)

  it('whoever lends pays less than whoever borrows, and an overdraft is dearest', () => {
    const rates = [
      Number(assumptions.household_cash_rate),
      of('cash', 'interest_rate'),
      of('loan', 'rate'),
      Number(assumptions.household_deficit_rate),
    ]
    expect(rates).toEqual(rates.toSorted((a, b) => a - b))
    expect(of('property', 'loan_rate')).toBe(of('loan', 'rate'))
  })

  it('what one holds keeps its worth, and more risk has more return', () => {
    const returns = [
      inflation,
      of('cash', 'interest_rate'),
      Number(typicalOfBonds?.expected_return),
      of('portfolio', 'expected_return'),
    ]
    expect(returns).toEqual(returns.toSorted((a, b) => a - b))
    expect(of('property', 'growth_rate')).toBeGreaterThanOrEqual(inflation)
    expect(of('portfolio', 'income_yield')).toBeLessThan(of('portfolio', 'expected_return'))
    expect(Number(typicalOfBonds?.volatility)).toBeLessThan(of('portfolio', 'volatility'))
  })

  it('only its own law gives a discount, and brackets are never those of another country', () => {
    const { tax_system, tax_brackets, capital_gains_discount, gains_brackets } = assumptions
    const isAustralian = country.code === 'AU'
    expect(tax_system === 'au_resident').toBe(isAustralian)
    if (isAustralian) return
    expect(tax_brackets).not.toBe(resolveAssumptions().tax_brackets)
    if (gains_brackets === null) expect(capital_gains_discount).toBe(0)
  })
})

it('spending rises with inflation, and so does what pays for it', () => {
  expect(fieldDefinition('cash_flow', 'follows_inflation')?.default).toBe(true)
  for (const kind of ['portfolio', 'cash'] as const)
    expect(fieldDefinition(kind, 'contribution_growth_rate')).toMatchObject({
      default: null,
      followsInflation: true,
    })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assumptionsSchema, isAssumptionRelevant, resolveAssumptions } from './assumptions.ts'
import { areAllCorrelationsConsistent, areCorrelationsConsistent } from './correlations.ts'

it('accepts nothing at all, and its own defaults', () => {
  expect(assumptionsSchema.parse({})).toEqual({})
  const given = Object.fromEntries(Object.entries(resolveAssumptions()).filter(([, value]) => value !== null))
  expect(assumptionsSchema.parse(given)).toEqual(given)
})

it('refuses correlations that cannot hold together, beside each one given', () => {
  const result = assumptionsSchema.safeParse({
    correlation_property_shares: 0.9,
    correlation_property_rates: 0.9,
    correlation_shares_rates: -0.9,
  })
  expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([
    'correlation_property_shares',
    'correlation_property_rates',
    'correlation_shares_rates',
  ])
})

it('takes the default for a correlation that is not given', () => {
  const result = assumptionsSchema.safeParse({
    correlation_property_shares: 1,
    correlation_property_rates: 0.5,
  })
  expect(result.success).toBe(false)
})

it('calls correlations consistent exactly when no mix of the three has a negative variance', () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true })
  const weight = fc.double({ min: -10, max: 10, noNaN: true })
  fc.assert(
    fc.property(entry, entry, entry, weight, weight, weight, (a, b, c, x, y, z) => {
      fc.pre(areCorrelationsConsistent(a, b, c))
      const variance = x * x + y * y + z * z + 2 * (a * x * y + b * x * z + c * y * z)
      expect(variance).toBeGreaterThanOrEqual(-1e-6)
    }),
  )
  expect(areCorrelationsConsistent(1, 0.5, 0.5)).toBe(true)
  expect(areCorrelationsConsistent(1, 0.5, 0.4)).toBe(false)
})

type Six = readonly [number, number, number, number, number, number]

/** The least pivot of a correlation matrix of four, by Cholesky: below zero where it is not positive semidefinite. */
function leastPivot([a, b, c, d, e, f]: Six): number {
  const rows = [
    [1, a, b, d],
    [a, 1, c, e],
    [b, c, 1, f],
    [d, e, f, 1],
  ]
  const factor = rows.map(() => [0, 0, 0, 0])
  let least = 1
  for (const [i, row] of rows.entries())
    for (let j = 0; j <= i; j++) {
      const known = factor[i]!.slice(0, j).reduce((sum, entry, k) => sum + entry * factor[j]![k]!, 0)
      if (i === j) least = Math.min(least, row[i]! - known)
      if (least < 1e-9) return least
      factor[i]![j] = i === j ? Math.sqrt(row[i]! - known) : (row[j]! - known) / factor[j]![j]!
    }
  return least
}

it('calls those of four consistent exactly when they have a Cholesky factor', () => {
  const entry = fc.integer({ min: -90, max: 90 }).map((hundredths) => hundredths / 100)
  const counts = { holding: 0, broken: 0 }
  fc.assert(
    fc.property(fc.tuple(entry, entry, entry, entry, entry, entry), (six) => {
      const least = leastPivot(six)
      fc.pre(Math.abs(least) > 1e-6)
      counts[least > 0 ? 'holding' : 'broken']++
      expect(areAllCorrelationsConsistent(...six)).toBe(least > 0)
    }),
    { numRuns: 1000 },
  )
  expect(Math.min(counts.holding, counts.broken)).toBeGreaterThan(50)
})

it.each<[Six, boolean]>([
  // Any three of these could move apart from each other, all four cannot.
  [[-0.4, -0.4, -0.4, -0.4, -0.4, -0.4], false],
  [[-0.33, -0.33, -0.33, -0.33, -0.33, -0.33], true],
  // Where others move in step, bonds stand to each of them alike.
  [[1, 1, 1, 0.5, 0.5, 0.5], true],
  [[1, 1, 1, 0.5, -0.5, 0.5], false],
  [[1, 0, 0, 0.8, 0.8, 0.7], false],
])('of four at their limits, %j: %s', (six, expected) => {
  expect(areAllCorrelationsConsistent(...six)).toBe(expected)
})

it('judges the correlations of bonds once one of them is given', () => {
  const accepts = (given: object) => assumptionsSchema.safeParse(given).success
  const inStep = { correlation_property_shares: 1, correlation_property_rates: -0.1 }
  expect(accepts(inStep)).toBe(true)
  expect(accepts({ ...inStep, correlation_shares_bonds: -0.2 })).toBe(false)
  expect(accepts({ ...inStep, correlation_shares_bonds: 0 })).toBe(true)
})

it.each([
  ['0:0, 18200:16', undefined],
  ['100:10', 'The first pair must begin at an income of 0.'],
  ['0:10, 0:20', 'The income 0 must be above 0, the one before it.'],
  ['0:110', 'The rate 110 is above 100 percent.'],
])('brackets %s are answered with %s', (text, message) => {
  for (const key of ['tax_brackets', 'gains_brackets', 'dividend_brackets']) {
    const result = assumptionsSchema.safeParse({ [key]: text })
    expect(result.error?.issues[0]).toEqual(message && expect.objectContaining({ path: [key], message }))
  }
})

it('asks for an allowance of dividends beside brackets for dividends alone', () => {
  const counts = (given: Record<string, string>) =>
    isAssumptionRelevant('dividend_allowance', resolveAssumptions(given))
  expect(counts({ tax_system: 'custom' })).toBe(false)
  expect(counts({ tax_system: 'custom', dividend_brackets: '0:10' })).toBe(true)
  expect(counts({ tax_system: 'flat', dividend_brackets: '0:10' })).toBe(false)
})

it('lays a scenario over the profile over the defaults', () => {
  const resolved = resolveAssumptions(
    { inflation_rate: 3, horizon_years: 10 },
    { horizon_years: 40, unknown_key: 1 },
  )
  expect(resolved).toMatchObject({ inflation_rate: 3, horizon_years: 40, goal_amount: null })
  expect(resolved).not.toHaveProperty('unknown_key')
})

it.each([
  ['au_resident', null, { capital_gains_discount: true, gains_allowance: false, gains_brackets: false }],
  ['custom', null, { capital_gains_discount: true, gains_allowance: false, gains_brackets: true }],
  ['custom', '0:18', { capital_gains_discount: false, gains_allowance: true, gains_brackets: true }],
  ['flat', '0:18', { capital_gains_discount: true, gains_allowance: false, gains_brackets: false }],
])('under %s with brackets for gains %s these count: %o', (tax_system, gains_brackets, expected) => {
  const assumptions = resolveAssumptions({
    tax_system,
    ...(gains_brackets === null ? {} : { gains_brackets }),
  })
  expect(
    Object.fromEntries(Object.keys(expected).map((key) => [key, isAssumptionRelevant(key, assumptions)])),
  ).toEqual(expected)
})

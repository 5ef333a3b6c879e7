import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withDefaults } from './defaults.ts'
import { nameSchema, paramsSchema } from './schema.ts'

/** The messages of a refusal, by field. */
function refusals(kind: Parameters<typeof paramsSchema>[0], params: Record<string, unknown>) {
  const result = paramsSchema(kind).safeParse(params)
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('params', () => {
  it('need only the value', () => {
    expect(refusals('property', { value: 500_000 })).toEqual([])
    expect(refusals('property', {})).toEqual(['value: Value is needed.'])
    expect(refusals('loan', {})).toEqual(['balance: Balance owed is needed.'])
    expect(refusals('cash_flow', {})).toEqual(['amount: Amount is needed.'])
  })

  it('refuse an end before its beginning, whatever else is wrong', () => {
    const months = { start_month: '2030-02', end_month: '2030-01' }
    const tooEarly = 'end_month: The last month is before the first.'
    expect(refusals('cash_flow', { amount: 1, ...months })).toEqual([tooEarly])
    expect(refusals('cash_flow', { amount: -1, ...months })).toEqual([
      'amount: Amount must be between 0 and 1,000,000,000,000.',
      tooEarly,
    ])
    expect(refusals('cash_flow', { amount: 1, ...months, end_month: '2030-02' })).toEqual([])
  })

  it('refuse what a refinancing is without its month, and a month outside of the holding', () => {
    const needs = (key: string) => `${key}: This needs the month of the refinancing.`
    const terms = { loan_refinance_rate: 5, loan_refinance_term_months: 300, loan_refinance_costs: 1 }
    expect(refusals('property', { value: 1, ...terms })).toEqual(Object.keys(terms).map(needs))
    expect(refusals('loan', { balance: 1, refinance_draw: 1 })).toEqual([needs('refinance_draw')])
    expect(refusals('loan', { balance: 1, refinance_draw: 0 })).toEqual([])
    const outside = 'loan_refinance_month: A refinancing comes after the beginning and before the sale.'
    const held = { value: 1, start_month: '2030-01', sale_month: '2031-01' }
    for (const [month, found] of [
      ['2030-01', [outside]],
      ['2030-02', []],
      ['2030-12', []],
      ['2031-01', [outside]],
    ] as const)
      expect(refusals('property', { ...held, ...terms, loan_refinance_month: month }), month).toEqual(found)
  })

  it('refuse a lump sum without its month, the month without the sum, and one outside of the holding', () => {
    expect(refusals('property', { value: 1, loan_lump_sum: 5 })).toEqual([
      'loan_lump_sum: This needs the month of the lump sum.',
    ])
    for (const sum of [{}, { lump_sum: 0 }])
      expect(refusals('loan', { balance: 1, ...sum, lump_sum_month: '2030-01' })).toEqual([
        'lump_sum_month: This needs the lump sum that is paid in it.',
      ])
    const outside = 'loan_lump_sum_month: A lump sum comes after the beginning and before the sale.'
    const held = { value: 1, start_month: '2030-01', sale_month: '2031-01', loan_lump_sum: 5 }
    for (const [month, found] of [
      ['2030-01', [outside]],
      ['2030-02', []],
      ['2030-12', []],
      ['2031-01', [outside]],
    ] as const)
      expect(refusals('property', { ...held, loan_lump_sum_month: month }), month).toEqual(found)
  })

  it('refuse access before the beginning, and drawing or selling before access', () => {
    const early =
      'access_month: Access comes before the holding begins or the month of its amounts. Leave it empty if you have access already.'
    const fund = { value: 1, tax_wrapper: 'super', access_month: '2040-07' }
    for (const [params, found] of [
      [{ start_month: '2040-08' }, [early]],
      [{ as_of_month: '2040-08' }, [early]],
      [{ start_month: '2040-07', as_of_month: '2040-07' }, []],
      [
        { withdrawal_start_month: '2040-06' },
        ['withdrawal_start_month: Nothing can be withdrawn before the month of access.'],
      ],
      [{ sale_month: '2040-06' }, ['sale_month: Nothing can be sold before the month of access.']],
      [{ sale_month: '2040-07', withdrawal_start_month: '2040-07' }, []],
    ] as const)
      expect(refusals('portfolio', { ...fund, ...params }), JSON.stringify(params)).toEqual(found)
    // What is held in one's own name knows of no access.
    expect(refusals('portfolio', { ...fund, tax_wrapper: 'none', sale_month: '2040-06' })).toEqual([])
  })

  it.each([
    [{ loan_rate: -1 }, 'loan_rate: Interest rate must be between 0 and 100.'],
    [{ loan_rate: Number.NaN }, 'loan_rate: Interest rate must be a number.'],
    [{ loan_rate: '6' }, 'loan_rate: Interest rate must be a number.'],
    [{ loan_rate: 1e-301 }, 'loan_rate: Interest rate is too close to 0.'],
    [{ loan_rate: null }, 'loan_rate: Interest rate must be a number.'],
    [{ loan_term_months: 1.5 }, 'loan_term_months: Time left must be a whole number.'],
    [{ use: 'rented' }, 'use: Use must be one of: Let, Main residence, Own use, such as a holiday home.'],
    [
      { sale_month: '2027-13' },
      'sale_month: Sale month must be a month between 1900-01 and 2199-12, such as 2027-03.',
    ],
    [
      { plant_depreciation_method: 'magic' },
      'plant_depreciation_method: Method for plant must be one of: Diminishing value, Prime cost.',
    ],
    [{ colour: 'blue' }, ': Unknown field: colour.'],
  ])('refuse %o beside the field', (extra, message) => {
    expect(refusals('property', { value: 1, ...extra })).toEqual([message])
  })

  it('are kept as they are, missing keys staying missing', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            value: fc.oneof(fc.constant(0), fc.double({ min: 1e-300, max: 1e12, noNaN: true })),
            interest_rate: fc.integer({ min: -20, max: 100 }),
          },
          { requiredKeys: ['value'] },
        ),
        (params) => {
          expect(paramsSchema('cash').parse(params)).toEqual(params)
        },
      ),
    )
  })
})

it('a name is trimmed and is not empty', () => {
  expect(nameSchema.parse(' Savings ')).toBe('Savings')
  expect(nameSchema.safeParse(' ').success).toBe(false)
})

it('defaults fill every field and leave given values alone', () => {
  const full = withDefaults('cash', { value: 10, interest_rate: 0 })
  expect(full).toMatchObject({ value: 10, interest_rate: 0, monthly_contribution: 0, start_month: null })
})

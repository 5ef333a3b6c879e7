import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import type { PlanInstance } from '../plan.ts'
import { saleProceeds } from './sale-proceeds.ts'

const flat = (params: Params) =>
  instanceOf('property', {
    value: 850_000,
    growth_rate: 0,
    sale_month: '2026-08',
    sale_cost_rate: 2,
    ...params,
  })
const portfolio = (params: Params) =>
  instanceOf('portfolio', {
    value: 300_000,
    expected_return: 0,
    income_yield: 0,
    sale_month: '2026-08',
    ...params,
  })
/** A tax of so much of everything, half of a gain left out. */
const taxed: Params = { tax_system: 'flat', tax_flat_rate: 30, capital_gains_discount: 50 }
const soldOf = ([sold, ...others]: readonly PlanInstance[], assumptions: Params = {}) =>
  saleProceeds(planOf([sold!, ...others], assumptions), sold!.id)!

describe('a property', () => {
  it('brings its price and its offset account less costs, its own loan and those secured on it', () => {
    const loan = instanceOf(
      'loan',
      { balance: 50_000, rate: 0, term_months: 100, secured_on: 'property-1' },
      { name: 'Renovation' },
    )
    const own = { loan_balance: 400_000, loan_rate: 6, loan_interest_only_months: 60, offset_balance: 20_000 }
    expect(soldOf([flat(own), loan])).toEqual({
      month: '2026-08',
      price: 850_000,
      offset: 20_000,
      costs: 17_000,
      repaid: [
        // Eight of a hundred payments are made.
        { id: 'loan-1', name: 'Renovation', amount: 46_000 },
        { id: 'property-1', name: 'property-1', amount: 400_000 },
      ],
      received: 850_000 + 20_000 - 17_000 - 446_000,
      gain: null,
      tax: 0,
      taxMonth: '2026-12',
      left: 407_000,
      leftReal: 407_000,
    })
  })

  it('of a home brings all of it: nothing of the gain is taxed', () => {
    const home = { use: 'main_residence', growth_rate: 10, cost_base: 100_000 }
    expect(soldOf([flat(home)], taxed)).toMatchObject({ gain: null, tax: 0 })
  })

  it('of which a half is the investor’s brings them a half', () => {
    const whole = soldOf([flat({ loan_balance: 400_000, cost_base: 600_000 })], taxed)
    const half = soldOf([flat({ loan_balance: 400_000, cost_base: 600_000, ownership_share: 50 })], taxed)
    for (const key of ['price', 'costs', 'received', 'gain', 'tax', 'left'] as const)
      expect(half[key]).toBeCloseTo(whole[key]! / 2, 6)
  })

  it('that is worth less than is owed brings less than nothing', () => {
    expect(soldOf([flat({ loan_balance: 900_000, loan_interest_only_months: 60 })]).left).toBe(-67_000)
  })

  it('is not sold before the projection, after it, or ever', () => {
    for (const sale_month of ['2025-12', '2036-01']) expect(soldOf([flat({ sale_month })])).toBeNull()
    expect(soldOf([instanceOf('property', { value: 1 })])).toBeNull()
    expect(soldOf([flat({}), instanceOf('loan', { balance: 1, secured_on: 'property-1' })])).not.toBeNull()
    const loan = instanceOf('loan', { balance: 1, secured_on: 'property-1' })
    expect(soldOf([loan, flat({})])).toBeNull()
  })
})

describe('the tax on a sale', () => {
  const gain = 300_000 - 200_000

  it('is that of what the discount leaves of the gain, and paid with the last month of the tax year', () => {
    expect(soldOf([portfolio({ cost_base: 200_000 })], taxed)).toMatchObject({
      received: 300_000,
      gain,
      tax: expect.closeTo(0.3 * gain * 0.5, 6),
      taxMonth: '2026-12',
      left: expect.closeTo(285_000, 6),
    })
    const june = soldOf([portfolio({ cost_base: 200_000 })], { ...taxed, tax_year_end_month: 6 })
    expect(june).toMatchObject({ taxMonth: '2027-06', left: expect.closeTo(285_000, 6) })
  })

  it('climbs through the brackets from what is earned otherwise', () => {
    const law = { tax_system: 'custom', tax_brackets: '0:0, 50000:40', elsewhere: 40_000 }
    const sale = portfolio({ cost_base: 200_000 })
    // 10,000 of it are free of tax.
    expect(soldOf([sale], { ...law, capital_gains_discount: 0 }).tax).toBeCloseTo(0.4 * (gain - 10_000), 6)
  })

  it('falls below nothing where a loss lowers the gain of another sale of the year', () => {
    const other = instanceOf(
      'portfolio',
      { value: 300_000, cost_base: 200_000, expected_return: 0, income_yield: 0, sale_month: '2026-03' },
      { id: 'other' },
    )
    const loss = portfolio({ cost_base: 340_000 })
    expect(soldOf([loss, other], taxed)).toMatchObject({ gain: -40_000, tax: expect.closeTo(-6_000, 6) })
    expect(soldOf([loss], taxed)).toMatchObject({ gain: -40_000, tax: 0 })
  })

  it('is of two people what each owes for their part', () => {
    const law = {
      tax_system: 'custom',
      tax_brackets: '0:0, 20000:40',
      capital_gains_discount: 0,
      taxpayers: 2,
    }
    const shared = (owner_share: number) => soldOf([portfolio({ cost_base: 200_000, owner_share })], law).tax
    expect(shared(100)).toBeCloseTo(0.4 * 80_000, 6)
    expect(shared(50)).toBeCloseTo(2 * 0.4 * 30_000, 6)
  })

  it('is of an account that is taxed when drawn that of all of it, and of a super fund none', () => {
    const drawn = soldOf([portfolio({ tax_wrapper: 'deferred' })], taxed)
    expect(drawn).toMatchObject({ gain: null, tax: expect.closeTo(90_000, 6) })
    expect(soldOf([portfolio({ tax_wrapper: 'super' })], taxed)).toMatchObject({ gain: null, tax: 0 })
  })
})

import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceKeyFigures, totalKeyFigures } from './analysis/key-figures.ts'
import { loanCourse } from './analysis/loan-course.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { PlanInstance } from './plan.ts'
import { project, projectWithFlows } from './project.ts'
import { householdSeries, instanceSeries, totalSeries } from './projection.ts'

const home = (params: Params) =>
  instanceOf('property', { value: 600_000, growth_rate: 0, sale_cost_rate: 2, ...params })
const topUp = (params: Params = {}, id = 'loan-1') =>
  instanceOf(
    'loan',
    { balance: 100_000, rate: 6, interest_only_months: 360, secured_on: 'property-1', ...params },
    { id },
  )
const debtOf = (params: Params, ofLoan: Params = {}) =>
  Array.from(instanceSeries(project(planOf([home(params), topUp(ofLoan)])), 'loan-1', 'debt'))

describe('a loan secured on a property', () => {
  it('is repaid from the proceeds when the property is sold, with the loan of the property', () => {
    const sold = {
      sale_month: '2027-12',
      loan_balance: 300_000,
      loan_rate: 6,
      loan_interest_only_months: 360,
    }
    const projection = project(planOf([home(sold), topUp(), topUp({ balance: 50_000 }, 'loan-2')]))
    expect(Array.from(totalSeries(projection, 'debt')).slice(0, 4)).toEqual([450_000, 450_000, 0, 0])
    // 600,000 less 2% and 450,000, and the interest of two years.
    expect(householdSeries(projection, 'household')[2]).toBeCloseTo(138_000 - 2 * 27_000, 6)
  })

  it('runs until the sale in what is said of its course', () => {
    const plan = planOf([topUp(), home({ sale_month: '2027-12' })])
    expect(loanCourse(plan, 'loan-1')).toMatchObject({ lastMonth: '2027-12', payments: 24, interest: 12_000 })
    expect(loanCourse(planOf([topUp(), home({})]), 'loan-1')?.payments).toBe(360)
  })

  it('takes what the proceeds do not cover from the household account', () => {
    const projection = project(planOf([home({ sale_month: '2026-12' }), topUp({ balance: 700_000 })]))
    expect(householdSeries(projection, 'household')[1]).toBeCloseTo(588_000 - 700_000 - 42_000, 6)
  })

  it('stays where the property is sold before it is owed, or before it is bought', () => {
    expect(debtOf({ sale_month: '2025-12' })[1]).toBe(100_000)
    expect(debtOf({ start_month: '2025-12', sale_month: '2025-11' }, { as_of_month: '2025-10' })[1]).toBe(
      100_000,
    )
    expect(debtOf({ sale_month: '2027-06' }, { start_month: '2028-01' })[3]).toBe(100_000)
    expect(debtOf({ sale_month: '2027-06' }, { start_month: '2027-01' }).slice(1, 3)).toEqual([0, 0])
    expect(debtOf({ sale_month: '2028-06' }, { start_month: '2027-01' }).slice(1, 4)).toEqual([0, 100_000, 0])
  })

  it('is a debt of its own where the property is archived or another', () => {
    const archived = { ...home({ sale_month: '2027-06' }), status: 'archived' as const }
    const projection = project(planOf([archived, topUp()]))
    expect(instanceSeries(projection, 'loan-1', 'debt')[5]).toBe(100_000)
  })

  it('counts in what is lent on the property, and on all together; another debt does not', () => {
    const car = instanceOf('loan', { balance: 30_000 }, { id: 'car' })
    const held = home({ loan_balance: 300_000, loan_interest_only_months: 360 })
    const projection = projectWithFlows(planOf([held, topUp(), car]))
    expect(instanceKeyFigures(projection, 'property-1').loanToValue[0]).toBeCloseTo(4 / 6, 12)
    expect(totalKeyFigures(projection).loanToValue[0]).toBeCloseTo(4 / 6, 12)
  })

  const salary = instanceOf('cash_flow', { amount: 10_000 }, { id: 'salary' })

  const taxOf = (use: string, interest_deductible?: boolean) => {
    const deductible = interest_deductible === undefined ? {} : { interest_deductible }
    const taxed = (...loans: PlanInstance[]) =>
      totalSeries(
        project(planOf([home({ use }), salary, ...loans], { tax_system: 'flat', tax_flat_rate: 30 })),
        'tax',
      )[1]!
    return taxed(topUp(deductible)) - taxed()
  }

  it.each([
    ['let', undefined, -1_800],
    ['let', false, 0],
    ['let', true, -1_800],
    ['main_residence', undefined, 0],
    ['main_residence', true, -1_800],
    ['own_use', undefined, 0],
  ] as const)(
    'on one that is %s, said to be deductible: %s, changes the tax of a year by %s',
    (use, said, tax) => {
      expect(taxOf(use, said)).toBeCloseTo(tax, 6)
    },
  )

  it('waits with the losses of an established dwelling bought since the reform, unless it is another’s', () => {
    const bought = { start_month: '2027-09', use: 'let', value: 600_000 }
    const law = { tax_system: 'au_resident', law_changes: 'apply', horizon_years: 3 }
    const taxed = (params: Params) =>
      totalSeries(
        project(planOf([home(bought), salary, topUp({ start_month: '2027-09', ...params })], law)),
        'tax',
      )[3]!
    const waiting = taxed({})
    expect(taxed({ interest_deductible: false })).toBeCloseTo(waiting, 6)
    const { secured_on: _, ...free } = topUp({ start_month: '2027-09', interest_deductible: true }).params
    const elsewhere = project(planOf([home(bought), salary, instanceOf('loan', free)], law))
    expect(totalSeries(elsewhere, 'tax')[3]).toBeLessThan(waiting - 1_000)
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { csvDialects } from '#lib/csv.ts'
import { taxCsv } from './tax-csv.ts'

function linesOf(plan: Plan) {
  const words = { startMonth: plan.startMonth, format: { currency: 'AUD', locale: 'en-AU' } }
  const sides = [{ label: 'Plan', worksheet: taxWorksheet(plan) }]
  return taxCsv(sides, words, csvDialects.continental)
    .split('\r\n')
    .map((line) => line.split(';'))
}

it('has a line a year, person and row, what it is made of before it', () => {
  const plan = planOf([instanceOf('cash', { value: 10_000, interest_rate: 5 }, { name: 'Savings' })], {
    tax_system: 'flat',
    horizon_years: 1,
  })
  expect(linesOf(plan)).toEqual([
    [
      ...['Tax worksheet', 'Tax year to', 'Paid in', 'Person'],
      ...['Sum', 'Row', 'Made of', 'In detail', 'How', 'Amount'],
    ],
    ...[
      ['Taxable income', 'Savings', '', '', 'Interest earned', '511,62'],
      ['Taxable income', '', '', '', '', '511,62'],
      [
        'Tax of the plan',
        'Tax on all income',
        'By the table',
        '30% of what lies between $0 and $511.62',
        '',
        '153,49',
      ],
      ['Tax of the plan', 'Tax on all income', 'By the table', '', '', '153,49'],
      ['Tax of the plan', 'Tax on all income', '', '', '', '153,49'],
      ['Tax of the plan', '', '', '', '', '153,49'],
    ].map((line) => ['Plan', '2026-12', '2026-12', 'You', ...line]),
  ])
})

it('calls what shares pay dividends, and what bonds pay interest', () => {
  const of = (id: string, params: Params) =>
    instanceOf('portfolio', { value: 100_000, expected_return: 0, ...params }, { id, name: id })
  const plan = planOf([of('shares', {}), of('bonds', { asset_class: 'bonds' })], {
    tax_system: 'flat',
    horizon_years: 1,
  })
  const named = linesOf(plan).filter((line) => line[5] === 'shares' || line[5] === 'bonds')
  expect(named.map((line) => [line[5], line[8]])).toEqual([
    ['shares', 'Dividends'],
    ['bonds', 'Interest earned'],
  ])
})

it('tells what the tax year had brought before the balance from what the account earns since', () => {
  const plan = planOf([], {
    tax_system: 'flat',
    tax_year_end_month: 12,
    horizon_years: 2,
    household_cash: 10_000,
    household_cash_rate: 12,
    income_so_far: 7_000,
  })
  const named = linesOf(plan).filter((line) => line[4] === 'Taxable income' && line[5] !== '')
  expect(named.map((line) => [line[1], line[5], line[9]])).toEqual([
    ['2026-12', 'Taxable income so far (stated)', '7000'],
    ['2026-12', '"Household account, interest earned"', '1268,25'],
    ['2027-12', '"Household account, interest earned"', expect.any(String)],
  ])
})

it('adds up to the cent', () => {
  fc.assert(
    fc.property(planArbitrary(5, 4, ordinary), (plan) => {
      const sums = new Map<string, number>()
      for (const [, year, , , ...rest] of linesOf(plan).slice(1)) {
        const path = rest.slice(0, 4).filter((label) => label !== '')
        const cents = Math.round(100 * Number(rest.at(-1)!.replace(',', '.')))
        const own = [year, ...path].join(';')
        // Its terms stand before it.
        const terms = sums.get(own)
        if (terms !== undefined) expect(terms, own).toBe(cents)
        sums.delete(own)
        const above = [year, ...path.slice(0, -1)].join(';')
        if (path.length > 1) sums.set(above, (sums.get(above) ?? 0) + cents)
      }
    }),
  )
})

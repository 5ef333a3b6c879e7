import { describe, expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { instanceOf } from '../projection/plan.fixture.ts'
import type { Plan } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { problemsOfAnswers } from './check-answers.ts'
import { editedPlan } from './edits.ts'
import { lumpSum, refinance } from './loans.ts'

const startMonth = toMonth('2026-11')
const planOf = (params: Params): Plan => ({
  instances: [
    instanceOf('loan', { balance: 300_000, rate: 6, term_months: 300, ...params }, { id: 'l', name: 'Loan' }),
  ],
  assumptions: {},
  startMonth,
})
const askedOf = (action: typeof lumpSum, params: Params) => {
  const plan = planOf(params)
  const asked = action.ask(plan, plan.instances[0]!)
  return { plan, asked, problems: problemsOfAnswers(asked, asked.beginnings, plan) }
}
const isOver = 'This month is over. Choose this month or one to come.'

describe('a loan with a lump sum that is over', () => {
  const paid = { lump_sum: 50_000, lump_sum_month: '2026-05' }

  it('is refused in words where its amounts are from before: the payment would be undone', () => {
    const { asked, problems } = askedOf(lumpSum, { ...paid, as_of_month: '2026-01' })
    expect(asked.beginnings).toMatchObject({ lump_sum_month: '2026-12' })
    expect(problems).toEqual({
      lump_sum:
        'A lump sum has been paid since the month of its amounts, and a loan holds one. Edit “Loan” first: enter what is owed now, and this month under “Amounts as of”.',
    })
  })

  it.each(['2026-06', '2026-11'])('begins anew where its amounts, of %s, know it', (as_of_month) => {
    const { asked, problems } = askedOf(lumpSum, { ...paid, as_of_month })
    expect(asked.beginnings).toEqual({ lump_sum: 30_000, lump_sum_month: '2026-12' })
    expect(problems).toEqual({})
  })

  it('goes on with the next of every year, which changes no figure', () => {
    const yearly = { ...paid, lump_sum_yearly: true, as_of_month: '2026-06' }
    const { plan, asked, problems } = askedOf(lumpSum, yearly)
    expect(asked.beginnings).toEqual({ lump_sum: 50_000, lump_sum_month: '2027-05', lump_sum_yearly: true })
    expect(problems).toEqual({})
    expect(project(editedPlan(plan, asked.edits(asked.beginnings)))).toEqual(project(plan))
  })

  it('is refused where one of every year has been paid since', () => {
    const since = { lump_sum: 9, lump_sum_month: '2024-05', lump_sum_yearly: true, as_of_month: '2026-01' }
    expect(askedOf(lumpSum, since).problems.lump_sum).toMatch(/^A lump sum has been paid/)
  })
})

it('begins with a lump sum to come as it is planned', () => {
  const planned = { lump_sum: 7_000, lump_sum_month: '2026-11' }
  expect(askedOf(lumpSum, planned).asked.beginnings).toEqual(planned)
})

describe('a loan that has been refinanced', () => {
  const done = { refinance_month: '2026-05', refinance_rate: 5, refinance_costs: 900 }

  it('is refused in words where its amounts are from before, and begins anew where they know it', () => {
    expect(askedOf(refinance, { ...done, as_of_month: '2026-01' }).problems).toEqual({
      refinance_month:
        'It has been refinanced since the month of its amounts, and a loan holds one refinancing. Edit “Loan” first: enter what is owed and its terms now, and this month under “Amounts as of”.',
    })
    const { asked, problems } = askedOf(refinance, { ...done, as_of_month: '2026-11' })
    expect(asked.beginnings).toEqual({ refinance_month: '2027-02', refinance_rate: 6 })
    expect(problems).toEqual({})
  })

  it('still says that a month is over that is typed', () => {
    const { plan, asked } = askedOf(refinance, {})
    expect(problemsOfAnswers(asked, { refinance_month: '2026-10', refinance_rate: 5 }, plan)).toEqual({
      refinance_month: isOver,
    })
  })
})

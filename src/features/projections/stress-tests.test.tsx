// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { stressTestsOf } from '#domain/projection/analysis/stress.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { compare, copyOf, holdingOf, savings } from './projection.fixture.ts'
import type { Money } from './series.ts'
import { stressOutcomes } from './stress-tests.ts'
import { StressView } from './stress-view.tsx'
import { YieldTable } from './yield-table.tsx'

const flat = holdingOf({
  id: 'flat',
  lineage_id: 'line-flat',
  name: 'Flat',
  kind: 'property',
  params: { value: 500_000, weekly_rent: 500, loan_balance: 400_000, loan_rate: 6 },
})
const { plans } = compare([copyOf(savings), copyOf(flat, { source_instance_id: null })])

function show(view: React.ReactNode) {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>{view}</QueryClientProvider>
    </MantineProvider>,
  )
}

/** On this thread, as the workers do it. */
function stressed(plan: Plan, reality: Plan | null, money: Money) {
  const tests = stressTestsOf(plan)
  const under = (side: Plan) =>
    [[], ...tests.map((test) => test.shocks)].map((shocks) => project({ ...side, shocks }))
  return stressOutcomes({ tests, own: under(plan), real: reality && under(reality) }, money)!
}

describe('stress tests', () => {
  it('say what each shock takes away at the end', () => {
    const { outcomes } = stressed(plans.scenario, null, 'future')
    expect(outcomes.map(({ test }) => test.key)).toEqual([
      'rates_up',
      'all_rates_up',
      'prices_down',
      'no_rent',
    ])
    for (const { effect, isHarmless } of outcomes) {
      expect(effect).toBeLessThan(-1_000)
      expect(isHarmless).toBe(false)
    }
  })

  it('say what is left of the difference from reality, which meets the same', () => {
    const { lead, outcomes } = stressed(plans.scenario, plans.reality, 'future')
    for (const { effect, reality } of outcomes)
      expect(reality!.lead - lead!).toBeCloseTo(effect - reality!.effect, 6)
    const nothing = stressed(plans.reality, plans.reality, 'today')
    expect([nothing.lead, ...nothing.outcomes.map(({ reality }) => reality!.lead)]).toEqual([0, 0, 0, 0, 0])
  })

  it('know the shocks that meet nothing', () => {
    const onlyCash = { ...plans.scenario, instances: plans.scenario.instances.slice(0, 1) }
    const { outcomes } = stressed(onlyCash, null, 'today')
    // Deposits follow in the second alone.
    expect(outcomes.map(({ isHarmless }) => isHarmless)).toEqual([true, false, true, true])
  })

  it('are shown beside reality, which has no property to let', async () => {
    show(<StressView plan={plans.scenario} reality={plans.reality} money="today" />)
    expect(screen.getByRole('status')).toHaveTextContent('Computing the stress tests')
    expect(
      await screen.findByText('Six months without rent', { selector: 'p' }, { timeout: 10_000 }),
    ).toBeVisible()
    expect(screen.getAllByText('Reality: no effect').length).toBeGreaterThan(0)
    expect(screen.getByRole('heading', { name: 'Net worth, in today’s money' })).toBeVisible()
  })
})

describe('the table of yields', () => {
  it('shows the holdings with their figures, and explains them when asked', async () => {
    const endMonth = plans.scenario.startMonth
    show(
      <YieldTable
        title="Loans, yields and returns"
        plan={plans.scenario}
        reality={plans.reality}
        endMonth={endMonth}
      />,
    )
    const row = await screen.findByRole('row', { name: /^Flat only in this scenario/ }, { timeout: 10_000 })
    const cells = within(row).getAllByRole('cell')
    expect(cells[0]).toHaveTextContent('80.0%')
    expect(cells[2]).toHaveTextContent('5.2%')
    expect(screen.getByRole('row', { name: /^All together/ })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'What do these figures mean?' }))
    expect(screen.getByText(/money-weighted return/)).toBeInTheDocument()
  })
})

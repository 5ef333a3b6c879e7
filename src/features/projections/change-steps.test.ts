import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import { scenarioChanges } from '#domain/changes/switch-off.ts'
import { project } from '#domain/projection/project.ts'
import { switchedOnInTurn } from './change-steps.ts'
import { carLoan, copyOf, holdingOf, plainAssumptions, savings } from './projection.fixture.ts'
import { at, totals } from './series.ts'
import { asWritten } from './waterfall.ts'

const known = scenarioChanges({
  reality: [savings, carLoan],
  copies: [
    copyOf(savings, {
      params: { value: 10_000, interest_rate: 6, monthly_contribution: 33.33 },
      name: 'Nest egg',
    }),
    copyOf(carLoan, { status: 'archived' }),
    copyOf(holdingOf({ id: 'boat', lineage_id: 'line-boat', params: { value: 7_000.7 } }), {
      source_instance_id: null,
      base: null,
    }),
  ],
  ownAssumptions: plainAssumptions,
  scenarioAssumptions: { inflation_rate: 3, household_deficit_rate: 9 },
})
const endWithout = (off: SwitchedOff) => {
  const { outcome, assumptions } = known.without(off)
  const plan = { instances: outcome.holdings, assumptions, startMonth: toMonth('2027-01') }
  return at(totals(project(plan), 'netWorth', 'today'), 4)
}
const decisionsOf = (off: ReadonlySet<string>) =>
  switchedOnInTurn(known.changes, off).steps.map(({ change }) => change.parts[0].decision)

it('switches assumptions on first, then holdings in the order of the list, and leaves out what changes no figure', () => {
  expect(decisionsOf(new Set())).toEqual([
    ...['inflation_rate', 'household_deficit_rate', 'interest_rate', 'contributions', 'status', 'new'],
  ])
  expect(decisionsOf(new Set(['boat-copy.new', 'assumptions.inflation_rate']))).not.toContain('new')
})

it('leads from reality to the scenario in steps that add up to the cent', () => {
  const { start, steps } = switchedOnInTurn(known.changes, new Set())
  const ends = [start, ...steps.map(({ off }) => off)].map(endWithout)
  expect(at(ends, 0)).toBe(endWithout(new Set(known.changes.map(({ id }) => id))))
  expect(at(ends, steps.length)).toBe(endWithout(new Set()))
  const shown = asWritten(
    {
      start: { label: '', amount: at(ends, 0) },
      steps: steps.map(({ change }, index) => ({
        ...{ key: change.id, label: '', amount: at(ends, index + 1) - at(ends, index) },
      })),
      end: { label: '', amount: at(ends, steps.length) },
    },
    2,
  )
  const cents = (amount: number) => Math.round(amount * 100)
  const sum = shown.steps.reduce((total, { amount }) => total + cents(amount), cents(shown.start.amount))
  expect(sum).toBe(cents(shown.end.amount))
})

// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { type Decisions, decide, decisionOn } from '#data/applications/decisions.ts'
import { fieldOf, itemOf, twinOf } from '#data/shapes/plan.fixture.ts'
import type { PlanField, Resolution } from '#data/shapes/plan.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import type { Format } from '#ui/format.ts'
import { ConflictChoice } from './conflict-choice.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

interface HarnessProps {
  field: PlanField
  kind: InstanceKind
  onDecide: (resolution: Resolution | null) => void
}

/** Keeps the decision, as the panel does. */
function Harness({ field, kind, onDecide }: HarnessProps) {
  const [decisions, setDecisions] = useState<Decisions>({})
  const conflict = { item: itemOf({ kind, fields: [field] }), field }
  return (
    <ConflictChoice
      of="apply"
      conflict={conflict}
      decision={decisionOn(decisions, conflict)}
      isDisabled={false}
      onDecide={(resolution) => {
        onDecide(resolution)
        setDecisions((before) => decide(before, conflict, resolution))
      }}
    />
  )
}

function show(
  field: PlanField,
  { kind = 'cash', format = {} }: { kind?: InstanceKind; format?: Partial<Format> } = {},
) {
  const onDecide = vi.fn<(resolution: Resolution | null) => void>()
  renderInApp(<Harness field={field} kind={kind} onDecide={onDecide} />, format)
  return { user: userEvent.setup({ delay: null }), onDecide }
}

describe('a field in conflict', () => {
  it('shows the three values in the words of the catalogue', () => {
    show(fieldOf())
    expect(screen.getByRole('radiogroup', { name: /Balance/ })).toHaveAccessibleDescription(
      /When copied: \$100/,
    )
    expect(screen.getByRole('radio', { name: 'Keep now: $110' })).not.toBeChecked()
    expect(screen.getByRole('radio', { name: 'Take proposed: $120' })).not.toBeChecked()
  })

  it('is decided by choosing a side', async () => {
    const { user, onDecide } = show(fieldOf())
    await user.click(screen.getByRole('radio', { name: 'Take proposed: $120' }))
    expect(onDecide).toHaveBeenLastCalledWith({ take: 'proposed' })
    await user.click(screen.getByRole('radio', { name: 'Keep now: $110' }))
    expect(onDecide).toHaveBeenLastCalledWith({ take: 'current' })
  })

  it('can be left for later', async () => {
    const { user, onDecide } = show(fieldOf())
    await user.click(screen.getByRole('radio', { name: 'Leave it for later' }))
    expect(onDecide).toHaveBeenLastCalledWith({ take: 'later' })
    expect(screen.getByRole('radio', { name: 'Leave it for later' })).toBeChecked()
  })

  it('takes a value of one’s own only when the catalogue allows it', async () => {
    const { user, onDecide } = show(
      fieldOf({ field: 'params.interest_rate', base: 3, current: 4, proposed: 5 }),
    )
    await user.click(screen.getByRole('radio', { name: 'Another value' }))
    expect(onDecide).toHaveBeenLastCalledWith(null)
    const input = screen.getByRole('textbox', { name: /Interest/ })
    await user.type(input, '900')
    await user.tab()
    expect(onDecide).toHaveBeenLastCalledWith(null)
    expect(input).toBeInvalid()
    await user.clear(input)
    await user.type(input, '4.25')
    expect(onDecide).toHaveBeenLastCalledWith({ value: 4.25 })
    expect(screen.getByRole('radio', { name: 'Another value' })).toBeChecked()
  })
})

describe.each([
  ['en-AU', 'AUD', '850,000.50', '5.75%', 'March 2030'],
  ['de-DE', 'EUR', '850.000,50 €', '5,75', 'März 2030'],
  ['de-CH', 'CHF', "850'000.50", '5.75', '03.2030'],
  ['fr-FR', 'EUR', '850 000,50', '5,75 %', 'mars 2030'],
  ['sv-SE', 'SEK', '850\u00a0000,50 kr', '5,75', 'mars 2030'],
  ['ja-JP', 'JPY', '￥８５０，０００．５', '５．７５', '2030年3月'],
  ['en-IN', 'INR', '8,50,000.50', '5.75', '2030-03'],
])('a value of one’s own in %s', (locale, currency, money, percent, month) => {
  it.each<[string, InstanceKind, string, string | number]>([
    ['params.value', 'cash', money, 850_000.5],
    ['params.interest_rate', 'cash', percent, 5.75],
    ['params.term_months', 'loan', '25 years', 300],
    ['params.start_month', 'loan', month, '2030-03'],
  ])('is the %s that is typed', async (field, kind, text, value) => {
    const { user, onDecide } = show(fieldOf({ field, base: 1, current: 2, proposed: 3 }), {
      kind,
      format: { locale, currency },
    })
    await user.click(screen.getByRole('radio', { name: 'Another value' }))
    await user.type(screen.getByRole('textbox'), text)
    expect(onDecide).toHaveBeenLastCalledWith({ value })
  })
})

it('decides nothing on what cannot be read', async () => {
  const { user, onDecide } = show(fieldOf())
  await user.click(screen.getByRole('radio', { name: 'Another value' }))
  await user.type(screen.getByRole('textbox'), '850,00')
  await user.tab()
  expect(onDecide).toHaveBeenLastCalledWith(null)
  expect(screen.getByRole('textbox')).toHaveValue('850,00')
  expect(screen.getByRole('textbox')).toHaveAccessibleDescription(/thousands have three digits/)
})

it('asks what should become of a deleted investment', async () => {
  const proposed = { name: 'Savings', status: 'active' as const, params: { value: 120 } }
  const { user, onDecide } = show(fieldOf({ field: '*', base: proposed, current: null, proposed }))
  expect(screen.queryByRole('radio', { name: 'Another value' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: /Bring it back/ }))
  expect(onDecide).toHaveBeenLastCalledWith({ take: 'proposed' })
})

it('asks whether it is the one that is there, with the way to that and what differs', async () => {
  const { user, onDecide } = show(twinOf())
  expect(screen.getByRole('link', { name: '“Savings”' })).toHaveAttribute(
    'href',
    expect.stringContaining('00000000-0000-4000-8000-000000000001'),
  )
  const row = screen.getByRole('row', { name: /Balance/ })
  expect(row).toHaveTextContent('$110')
  expect(row).toHaveTextContent('$120')
  expect(screen.getAllByRole('row')).toHaveLength(2)
  await user.click(screen.getByRole('radio', { name: 'Create another one' }))
  expect(onDecide).toHaveBeenLastCalledWith({ take: 'proposed' })
  await user.click(screen.getByRole('radio', { name: 'Use the one that is there' }))
  expect(onDecide).toHaveBeenLastCalledWith({ take: 'current' })
})

it('says so where what is there is the same, a default written out included', () => {
  const { current } = twinOf() as { current: InstanceContent }
  show(twinOf({ proposed: { ...current, params: { ...current.params, interest_rate: 4 } } }))
  expect(screen.getByText('Both say the same in every field.')).toBeVisible()
})

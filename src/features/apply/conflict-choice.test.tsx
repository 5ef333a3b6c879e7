// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { describe, expect, it, vi } from 'vitest'
import { type Decisions, decide, decisionOn } from '#data/applications/decisions.ts'
import { fieldOf, itemOf, twinOf } from '#data/applications/plan.fixture.ts'
import type { PlanField, Resolution } from '#data/applications/plan.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { ConflictChoice } from './conflict-choice.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const format = { currency: 'AUD', locale: 'en-AU' }

interface HarnessProps {
  field: PlanField
  onDecide: (resolution: Resolution | null) => void
}

/** Keeps the decision, as the panel does. */
function Harness({ field, onDecide }: HarnessProps) {
  const [decisions, setDecisions] = useState<Decisions>({})
  const conflict = { rowId: 'copy-1', item: itemOf({ fields: [field] }), field }
  return (
    <MemoryRouter>
      <MantineProvider>
        <ConflictChoice
          conflict={conflict}
          decision={decisionOn(decisions, conflict)}
          isOutdated={false}
          isDisabled={false}
          format={format}
          onDecide={(resolution) => {
            onDecide(resolution)
            setDecisions((before) => decide(before, conflict, resolution))
          }}
        />
      </MantineProvider>
    </MemoryRouter>
  )
}

function show(field: PlanField) {
  const onDecide = vi.fn<(resolution: Resolution | null) => void>()
  render(<Harness field={field} onDecide={onDecide} />)
  return { user: userEvent.setup(), onDecide }
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

// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { expect, it, vi } from 'vitest'
import type { WaterfallStep } from './waterfall.ts'
import { WaterfallChart } from './waterfall-chart.tsx'

function show(steps: readonly WaterfallStep[]) {
  const end = steps.reduce((sum, { amount }) => sum + amount, 100)
  render(
    <MemoryRouter>
      <MantineProvider>
        <WaterfallChart
          caption="From reality to the plan"
          start={{ label: 'Reality', amount: 100 }}
          steps={steps}
          end={{ label: 'The plan', amount: end }}
        />
      </MantineProvider>
    </MemoryRouter>,
  )
  return userEvent.setup()
}

const lines = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(
      (row) =>
        `${within(row).getByRole('rowheader').textContent} ${within(row).getByRole('cell').textContent}`,
    )

it('is a table of what leads from the start to the end, signs in words', () => {
  show([
    { key: 'a', label: 'Rent', amount: 50.5 },
    { key: 'b', label: 'Tax', amount: -20 },
  ])
  expect(screen.getByRole('table', { name: 'From reality to the plan' })).toBeVisible()
  expect(lines()).toEqual(['Reality $100.00', 'Rent +$50.50', 'Tax -$20.00', 'The plan $130.50'])
})

it('arrow keys walk the bars, which are one stop of the Tab key, and Enter opens what one stands for', async () => {
  const onOpen = vi.fn()
  const user = show([
    { key: 'a', label: 'Rent', amount: 50, onOpen: () => onOpen('rent') },
    { key: 'b', label: 'Tax', amount: -20, onOpen: () => onOpen('tax') },
    { key: 'c', label: 'Sell the flat', amount: -10, to: '/flat' },
  ])
  await user.tab()
  expect(screen.getByRole('button', { name: 'Rent' })).toHaveFocus()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(onOpen.mock.calls).toEqual([['tax']])
  await user.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Sell the flat' })).toHaveFocus()
  await user.tab()
  expect(document.body).toHaveFocus()
})

it('many small steps are one until it is opened', async () => {
  const user = show(
    Array.from({ length: 20 }, (_, k) => ({ key: `${k}`, label: `Step ${k}`, amount: 20 - k })),
  )
  expect(lines()).toHaveLength(16)
  const others = screen.getByRole('button', { name: '7 others together', expanded: false })
  await user.click(others)
  expect(lines()).toHaveLength(23)
  expect(lines().slice(14, 17)).toEqual(['7 others together +$28.00', 'Step 13 +$7.00', 'Step 14 +$6.00'])
  await user.click(others)
  expect(lines()).toHaveLength(16)
})

it('many small steps are told one by one on paper, where nothing can be opened', () => {
  show(Array.from({ length: 20 }, (_, k) => ({ key: `${k}`, label: `Step ${k}`, amount: 20 - k })))
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  expect(lines()).toHaveLength(23)
  act(() => void window.dispatchEvent(new Event('afterprint')))
  expect(lines()).toHaveLength(16)
})

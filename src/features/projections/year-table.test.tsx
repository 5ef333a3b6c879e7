// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { compare, copyOf, savings } from './projection.fixture.ts'
import { ProjectionTable } from './projection-table.tsx'

const { scenario, reality } = compare([copyOf(savings, { params: { value: 12_000 }, name: 'Nest egg' })])

function show() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <ProjectionTable
          label="My plan"
          projection={scenario}
          reality={reality}
          money="future"
          renderDownload={() => null}
        />
      </MantineProvider>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

const rowOf = (name: RegExp | string) => screen.getByRole('row', { name })

it('shows the scenario, reality and the difference for every year', () => {
  show()
  expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toContain('2030Dec')
  expect(within(rowOf(/^Difference/)).getAllByRole('cell')[0]).toHaveTextContent('+$2,000')
})

it('takes a row apart by holding when asked', async () => {
  const user = show()
  const toggle = screen.getByRole('button', { name: 'Cash' })
  expect(toggle).toHaveAttribute('aria-expanded', 'false')
  await user.click(toggle)
  expect(toggle).toHaveAttribute('aria-expanded', 'true')
  expect(within(rowOf(/^Nest egg/)).getAllByRole('cell')[0]).toHaveTextContent('$12,000')
  expect(screen.getByText('Cash deposits and offset accounts.')).toBeVisible()
})

it('shows reality and the difference in the place of the scenario', async () => {
  const user = show()
  await user.click(screen.getByRole('radio', { name: 'Reality' }))
  expect(within(rowOf(/^Cash/)).getAllByRole('cell')[0]).toHaveTextContent('$10,000')
  await user.click(screen.getByRole('radio', { name: 'Difference' }))
  expect(within(rowOf(/^Cash/)).getAllByRole('cell')[0]).toHaveTextContent('+$2,000')
})

it('a figure opens how it comes about, and takes the focus back', async () => {
  const user = show()
  await user.click(screen.getByRole('radio', { name: 'Scenario' }))
  const figure = within(rowOf(/^Cash/)).getByRole('button', { name: '$12,998' })
  await user.click(figure)
  const dialog = await screen.findByRole('dialog', { name: 'Cash: year 2, to the end of December 2028' })
  const lines = within(dialog).getAllByRole('row').slice(1)
  expect(lines.map((line) => line.textContent)).toEqual([
    'At the beginning of the year$12,488.90',
    'Income reinvested$508.82',
    'Cash$12,997.72',
  ])
  await user.click(within(dialog).getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(figure).toHaveFocus())
})

it('arrow keys move among the figures, which are one stop of the Tab key', async () => {
  const user = show()
  const stops = () =>
    screen.getAllByRole('table').flatMap((table) => [...table.querySelectorAll('td [tabindex="0"]')])
  expect(stops()).toHaveLength(1)
  within(rowOf(/^Difference/))
    .getAllByRole('button')[0]
    ?.focus()
  await user.keyboard('{ArrowRight}')
  expect(within(rowOf(/^Difference/)).getAllByRole('button')[1]).toHaveFocus()
  await user.keyboard('{ArrowUp}{End}')
  expect(
    within(rowOf(/^Reality/))
      .getAllByRole('button')
      .at(-1),
  ).toHaveFocus()
  expect(stops()).toEqual([document.activeElement])
  await user.keyboard('{Home}{Enter}')
  expect(await screen.findByRole('dialog', { name: 'Net worth: now' })).toBeVisible()
})

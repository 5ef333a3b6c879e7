// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { compare, copyOf, savings } from './projection.fixture.ts'
import { ProjectionTable } from './projection-table.tsx'

const { scenario, reality } = compare([copyOf(savings, { params: { value: 12_000 }, name: 'Nest egg' })])

function show() {
  render(
    <MantineProvider>
      <ProjectionTable
        label="My plan"
        projection={scenario}
        reality={reality}
        money="future"
        renderDownload={() => null}
      />
    </MantineProvider>,
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

// @vitest-environment jsdom

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { NamedHolding } from '#domain/instances/secured.ts'
import type { Params } from '#domain/instances/types.ts'
import { HoldingsProvider } from './references.ts'
import { DraftedInstanceForm, renderInApp } from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const [house, gone] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

/** The form of a loan that was on no property before, beside a house with these params. */
function setUp(property: Params, loan: Params) {
  const onSubmit = vi.fn()
  const holdings: NamedHolding[] = [
    { lineageId: house, kind: 'property', name: 'House', status: 'active', params: property },
  ]
  const content = { name: 'Top-up', status: 'active', params: { balance: 50_000, ...loan } } as const
  renderInApp(
    <HoldingsProvider value={holdings}>
      <DraftedInstanceForm kind="loan" initial={content} submitLabel="Save" onSubmit={onSubmit} />
    </HoldingsProvider>,
  )
  const securedOn = () => screen.getByRole('combobox', { name: 'Secured on' })
  return { user: userEvent.setup(), onSubmit, securedOn }
}

it('a loan is not secured on a property that is sold before it is owed, which is said beside the field', async () => {
  const { user, onSubmit, securedOn } = setUp({ value: 500_000, sale_month: '2020-01' }, {})
  await user.click(securedOn())
  await user.click(screen.getByRole('option', { name: 'House', hidden: true }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).not.toHaveBeenCalled()
  expect(securedOn()).toHaveAccessibleDescription(/This property is sold before the loan is owed\./)
  expect(screen.getByRole('alert')).toHaveTextContent('One value is refused.')
})

it('a loan on a property that is gone says so beside the field, and is refused nothing else', async () => {
  const { user, onSubmit, securedOn } = setUp({ value: 500_000 }, { secured_on: gone })
  expect(securedOn()).toHaveValue('One that is no longer there')
  expect(securedOn()).toHaveAccessibleDescription(/This property is not there\. Choose one that is/)
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' 2')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalledWith(
    expect.objectContaining({ name: 'Top-up 2', params: { balance: 50_000, secured_on: gone } }),
  )
})

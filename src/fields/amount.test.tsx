// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Amount } from './amount.tsx'
import { renderInApp } from './render.test-support.tsx'

const show = (amount: number, locale = 'en-AU', isSigned = false) =>
  renderInApp(<Amount amount={amount} isSigned={isSigned} />, { locale })

it.each([
  [999_999_999, 'en-AU', false, '$999,999,999'],
  [-0.4, 'en-AU', false, '$0'],
  [1_250, 'en-AU', true, '+$1,250'],
])('writes %d out in %s', (amount, locale, isSigned, text) => {
  const { container } = show(amount, locale, isSigned)
  expect(container.querySelector('[title]')).toBeNull()
  expect(screen.getByText(text)).toBeVisible()
})

it.each([
  [1_234_567_890_123, 'en-AU', false, '$1.23T', '$1,234,567,890,123'],
  [1_234_567_890_123, 'en-GB', false, '$1.23tn', '$1,234,567,890,123'],
  [-1_234_567_890, 'de-DE', true, '-1,23 Mrd. $', '-1.234.567.890 $'],
  [1_234_567_890, 'en-IN', true, '+$123Cr', '+$1,23,45,67,890'],
])('abbreviates %d in %s, and says the whole', (amount, locale, isSigned, short, whole) => {
  show(amount, locale, isSigned)
  const spaces = (text: string) => text.replace(/\s/gu, ' ')
  const title = screen.getByTitle((text) => spaces(text) === whole)
  expect(spaces(title.firstElementChild?.textContent ?? '')).toBe(short)
  expect(title.firstElementChild).toHaveAttribute('aria-hidden')
  expect(spaces(title.lastElementChild?.textContent ?? '')).toBe(whole)
})

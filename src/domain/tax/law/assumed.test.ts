import { expect, it } from 'vitest'
import { assumedText } from './assumed.ts'

const text = (assumptions: Record<string, string>, today: Date) => assumedText(assumptions, today, 'en-AU')

it('is silent while all figures of the law are published', () => {
  expect(text({}, new Date(2026, 5, 30, 23, 59))).toBeNull()
})

it('says from the next day on what is assumed, also where the law is only the default', () => {
  const sentence =
    'After June 2026 it is assumed that the income below which the Medicare levy is reduced stays at that of 2025–26.'
  expect(text({}, new Date(2026, 6, 1))).toBe(sentence)
  expect(text({ tax_system: 'au_resident' }, new Date(2040, 0, 1))).toBe(sentence)
})

it.each(['none', 'flat', 'custom'])('is silent where the tax is %s', (tax_system) => {
  expect(text({ tax_system }, new Date(2040, 0, 1))).toBeNull()
})

import { expect, it } from 'vitest'
import { assumedText } from './assumed.ts'

const text = (assumptions: Record<string, string>, today: Date) => assumedText(assumptions, today, 'en-AU')

it('is silent while all figures of the law are published', () => {
  expect(text({}, new Date(2026, 5, 30, 23, 59))).toBeNull()
})

it('says from the next day on what is assumed, also where the law is only the default', () => {
  const sentence =
    'After June 2026 it is assumed that the income below which the Medicare levy is reduced stays at that of 2025–26. It is assumed that all your income besides that of your investments is income from work, and that all that is deducted from it was spent on work.'
  expect(text({}, new Date(2026, 6, 1))).toBe(sentence)
  expect(text({ tax_system: 'au_resident' }, new Date(2027, 5, 30, 23, 59))).toBe(sentence)
})

it.each([
  ['in the month in which it begins', new Date(2027, 6, 1), {}],
  ['years later', new Date(2040, 0, 1), {}],
  ['where later changes are left out', new Date(2028, 0, 1), { law_changes: 'ignore' }],
])('says what is assumed of the reform %s', (_, today, assumptions) => {
  const said = text(assumptions, today)
  expect(said).toContain('After June 2026 it is assumed that the income below which')
  expect(said).toContain(
    'It is assumed that all your income besides that of your investments is income from work, and that all that is deducted from it was spent on work; that what is held on',
  )
  expect(said).toContain('nobody in the household has a listed social payment')
  expect(said).toMatch(
    /; that a dwelling bought in May 2026 was contracted for after the evening of the 12th\.$/,
  )
})

it.each(['none', 'flat', 'custom'])('is silent where the tax is %s', (tax_system) => {
  expect(text({ tax_system }, new Date(2040, 0, 1))).toBeNull()
})

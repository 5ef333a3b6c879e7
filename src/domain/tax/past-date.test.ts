import { expect, it } from 'vitest'
import { pastDateText } from './past-date.ts'

const text = (assumptions: Record<string, string>, today: Date) => pastDateText(assumptions, today, 'en-AU')

it('is silent on the last day of the table', () => {
  expect(text({}, new Date(2026, 5, 30, 23, 59))).toBeNull()
})

it('speaks from the next day on, also where the table is only the default', () => {
  const sentence =
    'Tax is worked out with the table “Australia 2025–26, resident”, which held until 30 June 2026.'
  expect(text({}, new Date(2026, 6, 1))).toBe(sentence)
  expect(text({ tax_preset: 'au_2025_26_resident' }, new Date(2040, 0, 1))).toBe(sentence)
})

it.each(['none', 'flat', 'custom'])('is silent where the tax is %s', (tax_preset) => {
  expect(text({ tax_preset }, new Date(2040, 0, 1))).toBeNull()
})

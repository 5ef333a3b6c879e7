import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { formatFieldValue } from '../instances/format.ts'
import { assumptionFields } from './assumption-fields.ts'
import { assumptionsSchema } from './assumptions.ts'
import { type OwnStressTest, readOwnStressTests, writeOwnStressTests } from './own-stress-tests.ts'
import { shockFigure, shockFigureKeys } from './shock-figures.ts'
import { changeWords, stressTestsWords } from './stress-words.ts'

const format = { locale: 'en-AU', currency: 'AUD' }
const crash: OwnStressTest = {
  name: 'Crash',
  figure: 'share_value',
  by: -30,
  from: toMonth('2030-01'),
  months: null,
}

const anyTest = fc
  .record({
    name: fc.string({
      unit: fc.constantFrom('a', 'B', ' ', 'é', '5', '%', ':'),
      minLength: 1,
      maxLength: 40,
    }),
    figure: fc.constantFrom(...shockFigureKeys),
    part: fc.integer({ min: -1000, max: 1000 }),
    from: fc.constantFrom(null, toMonth('2026-11'), toMonth('2199-12')),
    months: fc.option(fc.integer({ min: 1, max: 720 })),
  })
  .map(({ part, months, ...test }): OwnStressTest => {
    const { size, isFall } = shockFigure(test.figure)
    // Hundredths anywhere in the range of the figure.
    const by = Number((((size.max ?? 0) * part) / 1000).toFixed(2))
    return { ...test, by, months: isFall ? null : months }
  })

describe('stress tests of one’s own', () => {
  it('are read as they were written, as many as six', () => {
    fc.assert(
      fc.property(fc.array(anyTest, { maxLength: 6 }), (tests) => {
        const text = writeOwnStressTests(tests)
        expect(text === null ? [] : readOwnStressTests(text)).toEqual(tests)
        if (text !== null) expect(assumptionsSchema.safeParse({ stress_tests: text }).success).toBe(true)
      }),
    )
  })
  it('are none where the text is not written so, and none of more than six', () => {
    const one = writeOwnStressTests([crash])!
    expect(one).toBe('Crash|share_value|-30|2030-01|')
    for (const text of [undefined, 5, '', 'Crash', `${one}12`, Array(7).fill(one).join(';')])
      expect(readOwnStressTests(text)).toEqual([])
  })
  it.each<[Partial<OwnStressTest>, string]>([
    [{}, 'Value of shares -30% in January 2030'],
    [{ from: null }, 'Value of shares -30% at once'],
    [{ figure: 'loan_rate', by: 1 }, 'Borrowing rates +1 point from January 2030 on'],
    [{ figure: 'all_rates', by: 2.5, from: null }, 'Borrowing and deposit rates +2.5 points for good'],
    [{ figure: 'rent', by: -100, from: null, months: 6 }, 'Rents -100% for 6 months'],
    [{ figure: 'inflation', by: 5, months: 12 }, 'Inflation alone +5 points from January 2030 for 1 year'],
    [
      { figure: 'surplus', by: -4000, months: 24 },
      'What is left over each month -$4,000 a month from January 2030 for 2 years',
    ],
  ])('say what changes, by how much and when: %o', (change, words) => {
    expect(changeWords({ ...crash, ...change }, format)).toBe(words)
  })
  it('are said in words wherever assumptions are', () => {
    const field = assumptionFields.find(({ key }) => key === 'stress_tests')!
    const text = writeOwnStressTests([
      crash,
      { ...crash, name: 'Dear', figure: 'loan_rate', by: 3, months: 24 },
    ])!
    const words =
      'Crash: Value of shares -30% in January 2030; Dear: Borrowing rates +3 points from January 2030 for 2 years'
    expect(formatFieldValue(field, text, format)).toBe(words)
    expect(stressTestsWords('something else', format)).toBe('something else')
  })
})

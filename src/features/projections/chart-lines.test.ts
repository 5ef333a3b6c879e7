import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { estimateChance } from '#domain/projection/simulation/standard-error.ts'
import { chanceMargin, formatChance } from './bands.ts'
import { chartPoints, comparedPair, manyStyle, pointLabel } from './chart-lines.ts'

const points = chartPoints({ startMonth: toMonth('2027-01'), years: 4 })

const line = (key: string) => ({ key, label: key, style: manyStyle(0), values: new Float64Array(5) })

it('compares two lines, with reality wherever it stands', () => {
  const keys = (...lines: string[]) => comparedPair(lines.map(line))?.map(({ key }) => key)
  expect(keys('plan', 'reality')).toEqual(['plan', 'reality'])
  expect(keys('reality', 'plan')).toEqual(['plan', 'reality'])
  expect(keys('after', 'now')).toEqual(['after', 'now'])
  expect(keys('plan')).toBeUndefined()
  expect(keys('reality', 'plan', 'other')).toBeUndefined()
})

it('names the beginning, then the calendar years', () => {
  expect(points.map(pointLabel)).toEqual(['Now', '2027', '2028', '2029', '2030'])
})

it('draws the first twelve scenarios each in a look of its own, and neighbours in another dash', () => {
  const looks = Array.from({ length: 12 }, (_, index) => manyStyle(index))
  expect(new Set(looks.map(({ color, dash }) => `${color} ${dash}`)).size).toBe(12)
  looks.slice(1).forEach((look, index) => {
    expect(look.dash).not.toBe(looks[index]!.dash)
  })
})

it.each([
  [1250, '+$1,250'],
  [-1250, '-$1,250'],
  [0.4, '$0'],
  [-0.4, '$0'],
])('a difference of %d reads %s', (amount, text) => {
  expect(signedMoney(amount, { currency: 'AUD', locale: 'en-AU' })).toBe(text)
})

it.each([
  [0, 1000, '0%', null],
  [0.001, 1000, 'under 1%', null],
  [0.62, 1000, 'about 62%', 'give or take 2 in 100'],
  [0.653, 1000, 'about 65%', 'give or take 2 in 100'],
  [0.653, 25_000, '65%', null],
  [0.55, 20, 'about 60%', 'give or take 10 in 100'],
  [0.999, 1000, 'over 99%', null],
  [1, 1000, '100%', null],
  [1, 20, 'about 100%', 'give or take 6 in 100'],
])('a chance of %d of %d futures reads %s, %s', (share, paths, text, margin) => {
  const chance = estimateChance(share, paths)
  expect(formatChance(chance, 'en-AU')).toBe(text)
  expect(chanceMargin(chance)).toBe(margin)
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountOn, scheduleOf, sumOf } from './schedule.ts'

const brackets = [
  { from: 0, rate: 0 },
  { from: 18_200, rate: 16 },
  { from: 45_000, rate: 30 },
]
const incomes = fc.double({ min: -1e6, max: 1e9, noNaN: true })

it.each([
  [-5_000, 0],
  [0, 0],
  [18_200, 0],
  [45_000, 4_288],
  [60_000, 8_788],
])('puts on an income of %d an amount of %d', (income, amount) => {
  expect(amountOn(scheduleOf(brackets), income)).toBeCloseTo(amount, 8)
})

it('begins with what it starts from, and stays there without income', () => {
  expect(amountOn(scheduleOf(brackets, 1, -700), -1)).toBe(-700)
  expect(amountOn(scheduleOf(brackets, 1, -700), 20_000)).toBeCloseTo(1_800 * 0.16 - 700, 8)
})

it('puts twice the amount on twice the income when everything in it is twice as high', () => {
  fc.assert(
    fc.property(incomes, (y) => {
      expect(amountOn(scheduleOf(brackets, 2, -700), 2 * y)).toBe(
        2 * amountOn(scheduleOf(brackets, 1, -700), y),
      )
    }),
  )
})

it('adds up with others', () => {
  const [one, other] = [scheduleOf(brackets, 1, -700), scheduleOf([{ from: 37_500, rate: 5 }])]
  fc.assert(
    fc.property(incomes, (y) => {
      const [sum, parts] = [amountOn(sumOf(one, other), y), amountOn(one, y) + amountOn(other, y)]
      expect(Math.abs(sum - parts)).toBeLessThan(1e-9 * Math.abs(y) + 1e-6)
    }),
  )
})

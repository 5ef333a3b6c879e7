import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asWritten, barsOf, scaleOf, type WaterfallStep } from './waterfall.ts'

const stepsOf = (...amounts: readonly number[]): WaterfallStep[] =>
  amounts.map((amount, index) => ({ key: String(index), label: `Step ${index}`, amount }))

const between = (start: number, ...amounts: readonly number[]) => ({
  start: { label: 'From', amount: start },
  steps: stepsOf(...amounts),
  end: { label: 'To', amount: amounts.reduce((sum, amount) => sum + amount, start) },
})

it('steps in cents lead from the start to the end', () => {
  const { start, steps, end } = asWritten(between(100.004, 1 / 3, 1 / 3, 1 / 3, -50.555), 2)
  expect([start.amount, ...steps.map(({ amount }) => amount), end.amount]).toEqual([
    100, 0.34, 0.33, 0.33, -50.55, 50.45,
  ])
})

it('whole yen and thousandths of a dinar add up as they are written too', () => {
  const amounts = (decimals: number) => {
    const { start, steps, end } = asWritten(between(100.4, 1 / 3, 1 / 3, 1 / 3, 0.5), decimals)
    return [start, ...steps, end].map(({ amount }) => amount)
  }
  expect(amounts(0)).toEqual([100, 1, 0, 0, 1, 102])
  expect(amounts(3)).toEqual([100.4, 0.334, 0.333, 0.333, 0.5, 101.9])
})

it('what is in cents stays as it is', () => {
  const cents = fc.integer({ min: -1e9, max: 1e9 }).map((amount) => amount / 100)
  fc.assert(
    fc.property(cents, fc.array(cents, { maxLength: 30 }), (start, amounts) => {
      const once = asWritten(between(start, ...amounts), 2)
      expect(asWritten(once, 2)).toEqual(once)
    }),
  )
})

it('each bar begins where the one before ends', () => {
  const bars = barsOf(between(100, 20, -50, 5))
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [100, 120],
    [120, 70],
    [70, 75],
  ])
})

it('the smallest of many come last, as one that holds them', () => {
  const bars = barsOf(between(0, 1, 50, -2, -40, 3), 3)
  expect(bars.map(({ step }) => [step.label, step.amount])).toEqual([
    ['Step 1', 50],
    ['Step 3', -40],
    ['3 others together', 2],
  ])
  expect(bars[2]?.parts?.map(({ step, from, to }) => [step.amount, from, to])).toEqual([
    [1, 10, 11],
    [-2, 11, 9],
    [3, 9, 12],
  ])
})

it('the scale begins at zero, and shortly before what moves where that is little', () => {
  const scaleFor = (waterfall: ReturnType<typeof between>) => scaleOf(waterfall, barsOf(waterfall))
  const far = scaleFor(between(100, 100, -250))
  expect([far.cutAt, far.place(-50), far.place(200)]).toEqual([null, 0, 100])
  const near = scaleFor(between(1_000_000, -4_000, 8_000))
  expect([near.cutAt, near.place(1_004_000)]).toEqual([994_000, 100])
  const below = scaleFor(between(-1_000_000, 4_000))
  expect([below.cutAt, below.place(-1_000_000)]).toEqual([-995_000, 0])
  expect(scaleFor(between(0)).place(0)).toBe(0)
})

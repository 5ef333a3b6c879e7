import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyWeightedReturn } from './money-weighted-return.ts'

/** Flows of single periods, by their number. */
function flowsAt(entries: Readonly<Record<number, number>>): Float64Array {
  const flows = new Float64Array(Math.max(...Object.keys(entries).map(Number)) + 1)
  for (const [t, flow] of Object.entries(entries)) flows[Number(t)]! += flow
  return flows
}

describe('has no figure', () => {
  it.each([
    ['when nothing happens', [0, 0]],
    ['when nothing is put in', [100, 10]],
    ['when nothing comes back', [-100, -10]],
    ['when all is lost but for what rounding leaves', [-100, 0, 1e-7]],
    ['of a loan alone: its rate is a cost', [100, 0, -110]],
    ['when no rate fits', [-100, 100, -100]],
  ])('%s: %j', (_, flows) => {
    expect(moneyWeightedReturn(flows, 1)).toBeNull()
  })
})

describe('of several rates', () => {
  it('says so', () => {
    // 10% and 60%, with 30% between them, at which the worth rises.
    const [a, b, c] = [1.1, 1.3, 1.6]
    const flows = [-1, a + b + c, -(a * b + b * c + a * c), a * b * c]
    expect(moneyWeightedReturn(flows, 1)).toBe('several')
    // numpy-financial's irr answers 0.0886, at which the worth rises too.
    expect(moneyWeightedReturn([-5, 10.5, 1, -8, 1], 1)).toBe('several')
  })

  it('leaves out the one at which waiting to pay is all: tax of a sale, due at the end of the year', () => {
    const [price, tax] = [118_000, 4_500]
    const sold = flowsAt({ 0: -100_000, 18: price, 24: -tax })
    // With x six months of growth: 100,000 x⁴ − price · x + tax = 0, whose root near one is the return.
    const found = moneyWeightedReturn(sold) as number
    const x = Math.sqrt(1 + found)
    expect(100_000 * x ** 4 - price * x + tax).toBeCloseTo(0, 6)
    expect(x).toBeGreaterThan(1)
  })
})

it('is the rate at which every amount grew, whenever it was put in or taken out', () => {
  const movements = fc.array(
    fc.record({ month: fc.integer({ min: 0, max: 240 }), amount: fc.integer({ min: -5_000, max: 9_000 }) }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(
      fc.double({ min: -0.5, max: 2, noNaN: true }),
      movements,
      fc.integer({ min: 0, max: 24 }),
      (rate, list, idle) => {
        const flows = new Float64Array(idle + 242 + idle)
        let balance = 0
        for (let month = 0; month <= 240; month++) {
          balance *= (1 + rate) ** (1 / 12)
          for (const { amount } of list.filter((movement) => movement.month === month)) {
            const paidIn = Math.max(amount, -balance)
            balance += paidIn
            flows[idle + month]! -= paidIn
          }
        }
        flows[idle + 241] = balance * (1 + rate) ** (1 / 12)
        const found = moneyWeightedReturn(flows)
        // Of 1 that halves each year for twenty years less than a millionth comes back, which is nothing.
        if (!flows.some((flow) => flow >= 1e-6)) expect(found).toBeNull()
        else expect(found).toBeCloseTo(rate, 8)
      },
    ),
    { numRuns: 500, examples: [[-0.4974, [{ month: 0, amount: 1 }], 0]] },
  )
})

it('has no present value: what solves the equation is the answer', () => {
  const flows = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(flows, (list) => {
      const rate = moneyWeightedReturn(list)
      if (typeof rate !== 'number') return
      const size = list.reduce((sum, flow, t) => sum + Math.abs(flow) / (1 + rate) ** (t / 12), 0)
      const worth = list.reduce((sum, flow, t) => sum + flow / (1 + rate) ** (t / 12), 0)
      expect(Math.abs(worth / size)).toBeLessThan(1e-10)
    }),
    { numRuns: 500 },
  )
})

import { expect, it } from 'vitest'
import { chartGeometry, extentOf, roundSteps } from './chart-geometry.ts'

it.each([
  [0, 5_000_000, [0, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000]],
  [0, 730_000, [0, 200_000, 400_000, 600_000, 800_000]],
  [-130, 260, [-200, -100, 0, 100, 200, 300]],
  [0, 0, [0, 0.2]],
  [0, 1e30, [0, 2e29, 4e29, 6e29, 8e29, 1e30]],
])('labels from %d to %d in round steps', (low, high, steps) => {
  const found = roundSteps(low, high)
  expect(found).toHaveLength(steps.length)
  steps.forEach((step, index) => {
    expect(found[index]).toBeCloseTo(step, 9 - Math.log10(high || 1))
  })
})

it('begins at zero or below, so that heights can be compared', () => {
  expect(extentOf([Float64Array.of(5, 9), Float64Array.of(7, 8)])).toEqual([0, 9])
  expect(extentOf([Float64Array.of(-5, 9)], 20)).toEqual([-5, 20])
})

const input = { width: 900, height: 300, years: 40, extent: [-100, 400], amountLabel: String } as const

it('keeps all that is drawn inside the plot', () => {
  const { x, y, margin, width, height } = chartGeometry(input)
  expect([x(0), x(40)]).toEqual([margin.left, width - margin.right])
  expect(y(400)).toBeGreaterThanOrEqual(margin.top)
  expect(y(-100)).toBeLessThanOrEqual(height - margin.bottom)
})

it('has room for the amounts as they are written, wide characters included', () => {
  const left = (label: string) => chartGeometry({ ...input, amountLabel: () => label }).margin.left
  expect(left('￥70万')).toBeGreaterThanOrEqual(2 * 12 + 2 * 6 + 10)
  expect(left('A$70K')).toBe(left('€700K'))
})

it('labels fewer years where there is less room', () => {
  expect(chartGeometry(input).labelled).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40])
  expect(chartGeometry({ ...input, width: 340 }).labelled).toEqual([0, 10, 20, 30, 40])
  expect(chartGeometry({ ...input, years: 1 }).labelled).toEqual([0, 1])
})

it('gives finite places for a room without width and a single point', () => {
  const { x, y } = chartGeometry({ ...input, width: 0, years: 0, extent: [0, 0] })
  expect([x(0), y(0)].every(Number.isFinite)).toBe(true)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCrossing, type SearchRange, type Try } from './crossing.ts'

const range: SearchRange = { from: 0, to: 100, step: 0.01, now: 50 }
const exactly =
  (figure: (value: number) => number, seen: number[] = []): Try =>
  async (value) => {
    seen.push(value)
    return { value: figure(value), standardError: 0 }
  }

describe('the search for a value', () => {
  it('finds the first step at which a rising figure is reached', async () => {
    const answer = await findCrossing(
      exactly((x) => x ** 2 - 1_000),
      range,
    )
    // √1000 = 31.6227766
    expect(answer).toMatchObject({ is: 'found', value: 31.63, reachedBy: 'more', others: 0 })
  })

  it('finds the last step at which a falling figure is still reached', async () => {
    const answer = await findCrossing(
      exactly((x) => Math.exp(-x / 10) - 0.5),
      range,
    )
    // 10 ln 2 = 6.931
    expect(answer).toMatchObject({ is: 'found', value: 6.93, reachedBy: 'less' })
  })

  it('of several answers gives the one closest to what it is now, and counts the others', async () => {
    const wave = exactly((x) => Math.sin(x / 10))
    expect(await findCrossing(wave, { ...range, now: 60 })).toMatchObject({ value: 62.84, others: 2 })
    expect(await findCrossing(wave, { ...range, now: 30 })).toMatchObject({ value: 31.41, others: 2 })
  })

  it('says that there is none, and how close it comes', async () => {
    const hill = exactly((x) => -1 - (x - 50) ** 2)
    expect(await findCrossing(hill, range)).toEqual({ is: 'never', best: 50, excess: -1 })
  })

  it('says that every value does', async () => {
    expect(
      await findCrossing(
        exactly((x) => x + 1),
        range,
      ),
    ).toEqual({ is: 'always', best: 100, excess: 101 })
  })

  it('states the error of the value: that of the figure over its slope', async () => {
    const line: Try = async (value) => ({ value: 4 * value - 10, standardError: 2 })
    expect(await findCrossing(line, range)).toMatchObject({
      value: 2.5,
      standardError: expect.closeTo(0.5, 9),
    })
  })

  it('is not misled by a rough figure that crosses in the cell beside', async () => {
    const shifted: Try = async (value, how) => ({
      value: value - (how === 'rough' ? 30 : 36),
      standardError: 0,
    })
    expect(await findCrossing(shifted, range)).toMatchObject({ value: 36 })
  })

  it('finds any crossing of a rising figure to the step, in few tries', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9_999 }),
        fc.constantFrom(1, 2, 3, 0.5),
        async (index, power) => {
          const root = index / 100 - 0.003
          const seen: number[] = []
          const answer = await findCrossing(
            exactly((x) => Math.sign(x - root) * Math.abs(x - root) ** power, seen),
            range,
          )
          expect(answer).toMatchObject({ is: 'found', value: index / 100 })
          expect(seen.length).toBeLessThan(50)
        },
      ),
    ))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCrossing, type SearchRange, type Tries } from './crossing.ts'

const range: SearchRange = { from: 0, to: 100, step: 0.01, now: 50 }
const exactly = (figure: (value: number) => number, seen: number[] = []): Tries => ({
  full: async (value) => {
    seen.push(value)
    return { value: figure(value), standardError: 0 }
  },
})

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
    expect(await findCrossing(hill, range)).toEqual({ is: 'never', from: 0, to: 100, best: 50, excess: -1 })
  })

  it('says that every value does', async () => {
    expect(
      await findCrossing(
        exactly((x) => x + 1),
        range,
      ),
    ).toEqual({ is: 'always', from: 0, to: 100, best: 100, excess: 101 })
  })

  it('goes on to the limits where nothing is found in the range, in steps that grow with it', async () => {
    const wide = { ...range, limits: { from: 0, to: 1e12 } }
    const seen: number[] = []
    expect(
      await findCrossing(
        exactly((x) => x - 2_345_678, seen),
        wide,
      ),
    ).toMatchObject({ is: 'found', value: 2_346_000 })
    expect(seen.length).toBeLessThan(45)
    expect(await findCrossing(exactly(Math.sqrt), wide)).toMatchObject({ is: 'always', from: 0, to: 1e12 })
  })

  it('goes on below nothing as above it', async () => {
    const signed = { ...range, from: -100, limits: { from: -1e6, to: 1e6 } }
    expect(
      await findCrossing(
        exactly((x) => x + 54_321),
        signed,
      ),
    ).toMatchObject({ value: -54_320, reachedBy: 'more' })
    expect(
      await findCrossing(exactly(Math.exp), { ...signed, limits: { from: -250, to: 300 } }),
    ).toMatchObject({ is: 'always', from: -250, to: 300 })
  })

  it('is not misled by a rough figure that crosses in the cell beside', async () => {
    const shifted = (by: number) => async (value: number) => ({ value: value - by, standardError: 0 })
    expect(await findCrossing({ rough: shifted(30), full: shifted(36) }, range)).toMatchObject({ value: 36 })
  })

  it('finds what only all futures see, and not what only few do', async () => {
    const hill = (top: number) => async (value: number) => ({
      value: top - Math.abs(value - 40) / 10,
      standardError: 0,
    })
    expect(await findCrossing({ rough: hill(-1), full: hill(1) }, range)).toMatchObject({
      ...{ is: 'found', value: 50, reachedBy: 'less', others: 1 },
    })
    expect(await findCrossing({ rough: hill(1), full: hill(-1) }, range)).toMatchObject({ is: 'never' })
    expect(await findCrossing({ rough: hill(20), full: hill(4) }, range)).toMatchObject({
      ...{ is: 'found', value: 80, reachedBy: 'less' },
    })
  })

  describe('states as the error of the value', () => {
    const uncertain = (figure: (value: number) => number, standardError: number): Tries => ({
      full: async (value) => ({ value: figure(value), standardError }),
    })

    it('that of the figure over its slope', async () => {
      expect(
        await findCrossing(
          uncertain((x) => 4 * x - 10, 2),
          range,
        ),
      ).toMatchObject({ value: 2.5, standardError: expect.closeTo(0.5, 9) })
    })

    it('over its slope there, not that of the cell', async () => {
      // Steep below 48, a slope of 1 in 100 above it: both lie within one cell of the grid.
      const shoulder = uncertain((x) => (x < 48 ? x - 48.01 : (x - 48) / 100 - 0.01), 0.02)
      const answer = await findCrossing(shoulder, range)
      // Up to (0.01 + 0.02) × 100 = 3 above 48; down to 48.01 − 0.02 = 47.99 on the steep side.
      expect(answer).toMatchObject({ value: 49, standardError: expect.closeTo((2 + 1.01) / 2, 1) })
    })

    it('nothing known where it is never surely reached', async () => {
      const flat = uncertain((x) => Math.min(x - 50, 0.01), 1)
      expect(await findCrossing(flat, range)).toMatchObject({
        value: 50,
        standardError: Number.POSITIVE_INFINITY,
      })
      const one = uncertain((x) => x - 50, Number.POSITIVE_INFINITY)
      expect(await findCrossing(one, range)).toMatchObject({
        value: 50,
        standardError: Number.POSITIVE_INFINITY,
      })
    })
  })

  it('finds in few tries the end of a stretch on which the figure is just reached', async () => {
    for (const far of [1, 1e-3, 1e-9]) {
      const seen: number[] = []
      const level = exactly((x) => (x < 41.01 ? far * (x - 70) : 0), seen)
      expect(await findCrossing(level, { ...range, step: 1e-6 })).toMatchObject({
        value: 41.01,
        reachedBy: 'more',
      })
      expect(seen.length).toBeLessThan(80)
    }
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

/** The bands of a simulation as a chart draws them, in future or today's money. */
import { type PartialBands, partialSeries } from '#domain/projection/simulation/partial.ts'
import { type BandPercentile, bandSeries, type Simulation } from '#domain/projection/simulation/simulation.ts'
import { digitsBorne, type Estimate } from '#domain/projection/simulation/standard-error.ts'
import { deflated, type Money } from './series.ts'

export type Bands = Readonly<Record<BandPercentile, Float64Array>>

function bandsFrom(read: (percentile: BandPercentile) => Float64Array): Bands {
  return { 5: read(5), 10: read(10), 25: read(25), 50: read(50), 75: read(75), 90: read(90), 95: read(95) }
}

/** Bands of net worth of a finished simulation. */
export function finalBands(simulation: Simulation, money: Money): Bands {
  const row = money === 'today' ? 'netWorthReal' : 'netWorth'
  return bandsFrom((percentile) => bandSeries(simulation, row, percentile))
}

/** Bands of what is done so far. Dividing by the same prices keeps the order of the paths, so percentiles stay true. */
export function runningBands(partial: PartialBands, priceLevels: Float64Array, money: Money): Bands {
  return bandsFrom((percentile) => {
    const values = partialSeries(partial, percentile)
    return money === 'today' ? deflated(values, priceLevels) : values
  })
}

/** Bands in money of the first month, in the money of the screen. */
export function inflatedBands(bands: Bands, priceLevels: Float64Array, money: Money): Bands {
  if (money === 'today') return bands
  return bandsFrom((percentile) =>
    bands[percentile].map((amount, point) => amount * (priceLevels[point] ?? Number.NaN)),
  )
}

/** What a percentile is called. */
export function belowText(percentile: BandPercentile): string {
  return percentile === 50 ? 'The middle' : `${percentile} in 100 are below`
}

/** "about 62%": a chance as people say it; the ends are not claimed for what is only nearly so. */
export function formatChance(chance: Estimate, locale: string): string {
  const { value } = chance
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  if (value > 0 && value < 0.005) return `under ${percent.format(0.01)}`
  if (value < 1 && value > 0.995) return `over ${percent.format(0.99)}`
  // Whole percents are enough also where more would be borne.
  const standardError = Math.max(0.01, chance.standardError)
  const about = chanceMargin(chance) ? 'about ' : ''
  return `${about}${percent.format(digitsBorne({ value, standardError }))}`
}

/** "give or take 2 in 100"; null where whole percents are certain. */
export function chanceMargin({ standardError }: Estimate): string | null {
  const margin = Math.round(standardError * 100)
  return margin > 0 ? `give or take ${margin} in 100` : null
}

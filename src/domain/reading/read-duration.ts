/** Durations as people write them, in years, in months or in both. */
import { formatExact } from '../money/format.ts'
import { type NumberReading, readNumber } from './read-number.ts'
import { tidy } from './tidy.ts'

export const durationUnits = ['months', 'years'] as const
export type DurationUnit = (typeof durationUnits)[number]

export type DurationReading =
  /** `unit`: the one that was written, when there was only one. */
  { readonly value: number; readonly unit: DurationUnit | null } | { readonly problem: string }

const unitWords: ReadonlyMap<string, DurationUnit> = new Map([
  ...['month', 'months', 'mo', 'mos', 'mth', 'mths', 'm'].map((word) => [word, 'months'] as const),
  ...['year', 'years', 'yr', 'yrs', 'y'].map((word) => [word, 'years'] as const),
])

const monthsIn: Readonly<Record<DurationUnit, number>> = { months: 1, years: 12 }

interface DurationNotation {
  readonly locale: string
  /** What a number without a unit counts. */
  readonly unit: DurationUnit
  /** What the value counts: whole ones only. */
  readonly storedIn: DurationUnit
}

/** "360", "30 years", "2.5 y" or "2 years 6 months", as a whole number of `storedIn`; null when there is no text. */
export function readDuration(
  text: string,
  { locale, unit, storedIn }: DurationNotation,
): DurationReading | null {
  const tidied = tidy(text).trim()
  if (tidied === '') return null
  // Each piece is a number with the word behind it.
  const pieces = [...tidied.matchAll(/([^\p{L}]+)(\p{L}*)\.?|(\p{L}+)/gu)]
  const units: (DurationUnit | null)[] = []
  let months = 0
  for (const [piece, number = '', word = ''] of pieces) {
    const written = word === '' ? null : (unitWords.get(word.toLowerCase()) ?? undefined)
    if (number === '' || written === undefined)
      return {
        problem: `“${text.trim()}” is not a duration: “${number === '' ? piece : word}” cannot be read. Write months or years.`,
      }
    const reading: NumberReading | null = readNumber(number.replace(/^ *, */, ''), { locale })
    if (reading === null || 'problem' in reading) return reading ?? { problem: noNumber(text) }
    if (
      units.length > 0 &&
      (written === null || units.includes(null) || units.includes(written) || reading.value < 0)
    )
      return { problem: noNumber(text) }
    units.push(written)
    // What is left out is left out of all of it: minus 2 years 6 months is 30 months less.
    months += (months < 0 ? -1 : 1) * reading.value * monthsIn[written ?? unit]
  }
  const exact = Number((months / monthsIn[storedIn]).toPrecision(15))
  if (!Number.isInteger(exact)) return { problem: `“${text.trim()}” is not a whole number of ${storedIn}.` }
  return { value: exact, unit: units.length === 1 ? (units[0] ?? null) : null }
}

function noNumber(text: string): string {
  return `“${text.trim()}” is not a duration. Write months or years, such as 30 years or 18 months.`
}

/** The duration as `readDuration` reads it again: in the unit, or in years and months where it is no whole number of years. */
export function writeDuration(value: number, { locale, unit, storedIn }: DurationNotation): string {
  const months = value * monthsIn[storedIn]
  const [years, left] = [Math.trunc(months / 12), months % 12]
  if (unit === 'months') return formatExact(months, locale)
  if (left === 0) return formatExact(years, locale)
  const inYears =
    years === 0 ? '' : `${formatExact(years, locale)} ${Math.abs(years) === 1 ? 'year' : 'years'} `
  const inMonths = `${formatExact(years === 0 ? left : Math.abs(left), locale)} ${Math.abs(left) === 1 ? 'month' : 'months'}`
  return inYears + inMonths
}

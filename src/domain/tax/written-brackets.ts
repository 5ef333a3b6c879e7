/** Tax brackets as people write them in their locale, and as they are stored: `0:0, 18200:16.5`. */
import { amountAlone, formatExact, type MoneyFormat } from '../money/format.ts'
import { type NumberReading, readNumber } from '../reading/read-number.ts'
import { tidy } from '../reading/tidy.ts'

export type BracketsReading = { readonly text: string } | { readonly problem: string }

/**
 * Pairs of income and rate with a colon between them, in the form that is stored; null when there is no text. Pairs are
 * separated by semicolons, or by commas where these can be told from those in the numbers.
 */
export function readBrackets(text: string, format: MoneyFormat): BracketsReading | null {
  const [first = '', ...pieces] = tidy(text).trim().split(':')
  const last = pieces.pop()
  if (last === undefined)
    return first === ''
      ? null
      : { problem: `“${text.trim()}” is not a list of pairs such as 45000:30 (income, colon, rate).` }
  // Between two colons stand the rate of one pair and the income of the next.
  const numbers = [first]
  for (const piece of pieces) {
    const parts = separate(piece.trim(), format)
    if ('problem' in parts) return parts
    numbers.push(...parts.numbers)
  }
  numbers.push(last)
  const values: number[] = []
  for (const [index, number] of numbers.entries()) {
    const reading = index % 2 === 0 ? readIncome(number, format) : readRate(number, format)
    if (reading === null) return { problem: `A number is missing in “${text.trim()}”.` }
    if ('problem' in reading) return reading
    values.push(reading.value)
  }
  const pairs = values.flatMap((value, index) => (index % 2 === 0 ? [`${value}:${values[index + 1]}`] : []))
  return { text: pairs.join(', ') }
}

/** What is stored, as the locale writes it; anything else as it is. */
export function writeBrackets(stored: string, format: MoneyFormat): string {
  const pairs = stored.split(',').map((pair) =>
    pair
      .trim()
      .split(/\s*:\s*/)
      .map(Number),
  )
  if (pairs.some((pair) => pair.length !== 2 || pair.some(Number.isNaN))) return stored
  return pairs
    .map(([income = 0, rate = 0]) => `${amountAlone(income, format)}:${formatExact(rate, format.locale)}`)
    .join('; ')
}

function readIncome(text: string, { locale, currency }: MoneyFormat): NumberReading | null {
  return readNumber(text, { locale, currency })
}

function readRate(text: string, { locale }: MoneyFormat): NumberReading | null {
  return readNumber(text, { locale, isPercent: true })
}

/** A rate and the income behind it. */
function separate(
  piece: string,
  format: MoneyFormat,
): { readonly numbers: [string, string] } | { readonly problem: string } {
  const separator = piece.includes(';') ? /;/g : /,/g
  const splits = [...piece.matchAll(separator)].map(({ index }): [string, string] => [
    piece.slice(0, index),
    piece.slice(index + 1),
  ])
  const [only] = splits
  if (only && splits.length === 1) return { numbers: only }
  const readable = splits.filter(([rate, income]) => {
    const [readRateOf, readIncomeOf] = [readRate(rate, format), readIncome(income, format)]
    return isValue(readRateOf) && readRateOf.value <= 100 && isValue(readIncomeOf)
  })
  const [found, ...others] = readable
  return found && others.length === 0
    ? { numbers: found }
    : { problem: `Where one pair ends in “${piece}” is not clear. Write a semicolon between the pairs.` }
}

function isValue(reading: NumberReading | null): reading is { readonly value: number } {
  return reading !== null && 'value' in reading
}

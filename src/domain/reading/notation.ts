/** How numbers of one kind are written in one locale, taken from what the locale itself writes. */
import { NumberParser } from '@internationalized/number'
import { amountAlone, formatExact, numberAlone } from '../money/format.ts'
import { escaped, tidy } from './tidy.ts'
import { singularOf } from './unit-words.ts'

export interface NumberNotation {
  /** BCP 47, such as `en-AU`. */
  readonly locale: string
  /** ISO 4217: the number is an amount of it, written with its sign, its code or neither. */
  readonly currency?: string
  /** The number is in percent; its sign may be written or not. */
  readonly isPercent?: boolean
  /** May stand behind the number, such as "a week". */
  readonly unit?: string
  /** Fractions are refused. */
  readonly isWhole?: boolean
}

/** All signs are tidied, as the text is before it is compared with them. */
export interface Signs {
  readonly decimal: string
  /** Between thousands; empty where the locale leaves them together. */
  readonly group: string
  /** Digits in the groups above the thousands: 2 in India, else 3. */
  readonly upperGroup: number
  /** The ten digits, 0 first, for a class in a regular expression. */
  readonly digits: string
  /** What may stand before the number and behind it: a plus or minus as the first group, words as the second. */
  readonly edges: readonly [RegExp, RegExp]
  readonly parser: NumberParser
  /** Every digit of the number, ungrouped, in tidied signs. */
  readonly plain: (value: number) => string
  /** As inputs show it. */
  readonly write: (value: number) => string
}

const known = new Map<string, Signs>()

/** The signs of a notation: in Latin digits, which every keyboard has, or in the locale's own. */
export function signsOf(notation: NumberNotation, isLatin: boolean): Signs {
  const { locale, currency = '', isPercent = false, unit = '' } = notation
  const key = [locale, currency, isPercent, unit, isLatin].join('\n')
  let signs = known.get(key)
  if (!signs) {
    signs = makeSigns(notation, isLatin)
    known.set(key, signs)
  }
  return signs
}

function makeSigns({ locale, currency, isPercent, unit }: NumberNotation, isLatin: boolean): Signs {
  const inDigits = isLatin ? new Intl.Locale(locale, { numberingSystem: 'latn' }).toString() : locale
  // Some locales separate amounts of money in another way than other numbers (Swiss French, Austrian German).
  const style = currency ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const) : {}
  const plain = new Intl.NumberFormat(inDigits, {
    ...style,
    maximumSignificantDigits: 17,
    useGrouping: false,
  })
  const sample = new Intl.NumberFormat(inDigits, { ...style, useGrouping: 'always' }).formatToParts(
    123_456_789,
  )
  const groups = sample.filter((part) => part.type === 'integer')
  const words = wordsBeside(locale, currency, isPercent, unit).map(escaped).join('|') || '(?!)'
  return {
    decimal: tidy(partOf(plain.formatToParts(0.5), 'decimal') ?? '.'),
    group: tidy(partOf(sample, 'group') ?? ''),
    upperGroup: groups.at(-2)?.value.length ?? 3,
    digits: [...'0123456789'].map((digit) => numberAlone(plain.formatToParts(Number(digit)))).join(''),
    edges: [
      // In words, as those write them who speak.
      new RegExp(`^(?:([-+]|minus |plus )|(${words})) *`, 'iu'),
      new RegExp(`()(?: *(${words}))$`, 'iu'),
    ],
    parser: new NumberParser(inDigits, style),
    plain: (value) => tidy(numberAlone(plain.formatToParts(value))),
    write: (value) =>
      currency ? amountAlone(value, { currency, locale: inDigits }) : formatExact(value, inDigits),
  }
}

function partOf(parts: readonly Intl.NumberFormatPart[], type: string): string | undefined {
  return parts.find((part) => part.type === type)?.value
}

/** Every form of the currency, the percent sign and the unit, the longest first: "A$" before "$". */
function wordsBeside(locale: string, currency?: string, isPercent = false, unit?: string): string[] {
  // One, two and five: a word may have a form for each.
  const parts = (options: Intl.NumberFormatOptions, type: string) =>
    [1, 2, 5]
      .flatMap((count) => new Intl.NumberFormat(locale, options).formatToParts(count))
      .filter((part) => part.type === type)
      .map((part) => part.value)
  const money = (currencyDisplay: 'narrowSymbol' | 'symbol' | 'code' | 'name') =>
    currency ? parts({ style: 'currency', currency, currencyDisplay }, 'currency') : []
  const words = [
    ...money('narrowSymbol'),
    ...money('symbol'),
    ...money('code'),
    // Of "Australian dollars" the last word alone is said.
    ...money('name').flatMap((name) => [name, ...(name.match(/(?<= )\p{L}{3,}$/u) ?? [])]),
    ...(isPercent ? ['%', 'percent', 'per cent'] : []),
    ...(isPercent ? parts({ style: 'unit', unit: 'percent' }, 'unit') : []),
    ...(unit ? [unit, singularOf(unit)] : []),
  ]
  return [...new Set(words.map((word) => tidy(word).trim()))]
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length)
}

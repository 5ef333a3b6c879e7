/**
 * Numbers as people write them in their locale. `NumberParser` knows the signs and digits of every locale, but it is
 * made for a field that lets no wrong key through: it drops thousands separators, blanks and currency signs wherever they
 * stand ("850,00" is 85,000 to it, a German "1.5" is 15) and reads what JavaScript would ("1e5"). So the text is first
 * held against how the locale writes numbers, and what is not written so is refused with a reason.
 */
import { currencyDecimals } from '../money/format.ts'
import { type NumberNotation, type Signs, signsOf } from './notation.ts'
import { escaped, tidy } from './tidy.ts'

export type NumberReading =
  | { readonly value: number }
  /** Why it is not read, and what may have been meant: a sentence for the user. */
  | { readonly problem: string }

/** The number that this text stands for in this notation; null when there is no text. */
export function readNumber(text: string, notation: NumberNotation): NumberReading | null {
  const tidied = tidy(text).trim()
  if (tidied === '') return null
  const signs = signsOf(notation, /[0-9]/.test(tidied))
  const refuse = (reason: string, candidates: readonly number[] = []) => ({
    problem: `“${text.trim()}” is not a number here: ${reason}.${suggestion(signs, candidates)}`,
  })

  const peeled = peel(tidied, signs)
  if (peeled === null) return refuse('it has more than one sign')
  const { core, isNegative } = peeled
  const unreadable = unreadableIn(core, signs)
  if (unreadable !== null) return { problem: unknownText(text, unreadable, notation, signs) }

  const parts = split(core, signs)
  if ('reason' in parts) return refuse(parts.reason, candidates(core, signs, isNegative))
  const { whole, fraction } = parts
  const written = fraction === '' ? whole : `${whole}${signs.decimal}${fraction}`
  const amount = signs.parser.parse(written)
  const value = isNegative && amount !== 0 ? -amount : amount
  if (withoutIdleZeros(written, signs) !== withoutIdleZeros(signs.plain(amount), signs))
    return refuse('it has more digits than can be kept', Number.isFinite(value) ? [value] : [])
  if (notation.isWhole && fraction !== '')
    return refuse('it must be whole', fraction.length === 3 ? candidates(core, signs, isNegative) : [])
  const [asDecimal, asThousands] = mayBeThousands(parts, notation, signs)
    ? candidates(core, signs, isNegative)
    : []
  if (asDecimal !== undefined && asThousands !== undefined)
    return {
      problem: `“${text.trim()}” can be read in two ways.${suggestion(signs, [asDecimal, asThousands])}`,
    }
  return { value }
}

/** The text between sign, currency, percent sign and unit, each of which may stand once; null when there are two signs. */
function peel(tidied: string, { edges }: Signs): { core: string; isNegative: boolean } | null {
  // Spreadsheets set what is owed in parentheses.
  const inParentheses = /^\((.*)\)$/u.exec(tidied)
  let core = (inParentheses?.[1] ?? tidied).trim()
  let sign = inParentheses ? '-' : ''
  const seen = new Set<string>()
  for (;;) {
    const match = edges.map((edge) => edge.exec(core)).find((found) => found && !seen.has(wordIn(found)))
    if (!match) return { core, isNegative: sign === '-' }
    if (match[1]) {
      if (sign !== '') return null
      sign = /^[+p]/i.test(match[1]) ? '+' : '-'
    } else seen.add(wordIn(match))
    core = (match.index === 0 ? core.slice(match[0].length) : core.slice(0, match.index)).trim()
  }
}

function wordIn(match: RegExpExecArray): string {
  return match[2]?.toLowerCase() ?? ''
}

function unreadableIn(core: string, { digits, decimal, group }: Signs): string | null {
  const readable = `${digits}${escaped(`.,' ${decimal}${group}`)}`
  if (!new RegExp(`[${digits}]`, 'u').test(core)) return core
  return new RegExp(`[^${readable}]+( +[^${readable}]+)*`, 'u').exec(core)?.[0] ?? null
}

function unknownText(text: string, unreadable: string, notation: NumberNotation, signs: Signs): string {
  const { currency } = notation
  const isMoney = /\p{Sc}/u.test(unreadable) || isCurrency(unreadable)
  const why =
    currency && isMoney
      ? `amounts are in ${currency}, so “${unreadable}” cannot be read`
      : unreadable === ''
        ? 'there is no digit in it'
        : `“${unreadable}” cannot be read`
  const full = /^\p{L}+\.?$/u.test(unreadable) && !isMoney
  return `“${text.trim()}” is not a number here: ${why}.${full ? ` Write it in full, such as ${signs.write(850_000)}.` : ''}`
}

function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf('currency').includes(text.toUpperCase())
}

interface Digits {
  readonly whole: string
  readonly fraction: string
}

/** Digits before and after the decimal sign, once all separators stand where they may. */
function split(core: string, signs: Signs): Digits | { readonly reason: string } {
  const { decimal, group } = signs
  const [whole = '', fraction = '', ...more] = core.split(decimal)
  if (more.length > 0) return { reason: 'it has more than one decimal sign' }
  const separators = separatorsIn(whole, signs)
  const [separator] = separators
  if (separatorsIn(fraction, signs).size > 0) return { reason: `the decimal sign is ${named(decimal)}` }
  if (separator === undefined) return { whole, fraction }
  if (separators.size > 1) return { reason: 'thousands are separated in two ways' }
  const groups = whole.split(separator)
  // A blank or an apostrophe never stands for anything else, whatever the locale writes between thousands.
  if ([group, ' ', "'"].includes(separator))
    return isGrouped(groups, signs)
      ? { whole: groups.join(''), fraction }
      : { reason: `thousands have three digits, as in ${signs.write(1_234_567)}` }
  // A dot or a comma without a meaning in the locale, as on many number pads: with three digits behind it, it could be both.
  const [before = '', after = ''] = groups
  return groups.length === 2 && fraction === '' && after.length !== 3 && !core.includes(decimal)
    ? { whole: before, fraction: after }
    : { reason: `the decimal sign is ${named(decimal)}` }
}

function separatorsIn(text: string, { digits }: Signs): ReadonlySet<string> {
  return new Set(text.match(new RegExp(`[^${digits}]`, 'gu')))
}

/** In threes, or as the locale groups; nothing that is grouped begins with a zero. */
function isGrouped(groups: readonly string[], { digits, upperGroup }: Signs): boolean {
  const [first = '', ...rest] = groups
  const last = rest.pop()
  if (first === '' || first.startsWith(zeroOf(digits)) || last?.length !== 3) return false
  return [3, upperGroup].some(
    (size) => first.length <= size && rest.every((between) => between.length === size),
  )
}

/** What may be meant by digits with separators that are not read here: as a decimal sign, as thousands. */
function candidates(core: string, signs: Signs, isNegative: boolean): number[] {
  const separators = [...core.matchAll(new RegExp(`[^${signs.digits}]`, 'gu'))]
  const kinds = new Set(separators.map(([separator]) => separator))
  const last = separators.at(-1)
  const isOnce = separators.filter(([separator]) => separator === last?.[0]).length === 1
  const digits = (text: string) => [...text].filter((character) => signs.digits.includes(character)).join('')
  const number = (whole: string, fraction = '') =>
    signs.parser.parse(`${digits(whole)}${fraction && signs.decimal}${digits(fraction)}`) *
    (isNegative ? -1 : 1)
  if (!last || kinds.size > 2) return []
  const behind = core.slice(last.index + 1)
  const asDecimal = number(core.slice(0, last.index), behind)
  const asThousands = number(core)
  if (kinds.size === 2) return isOnce ? [asDecimal, ...(behind.length === 3 ? [asThousands] : [])] : []
  if (!isOnce) return behind.length === 3 ? [asThousands] : []
  return [...'.,'].includes(last[0]) ? [asDecimal, asThousands] : [asThousands]
}

function suggestion(signs: Signs, numbers: readonly number[]): string {
  return numbers.length === 0
    ? ''
    : ` Write ${[...new Set(numbers.map((number) => signs.write(number)))].join(' or ')}.`
}

/**
 * An amount of a few units with three decimals: who is used to separate thousands by this sign means a thousand times as
 * much, and neither the form nor the reader of a figure would notice. `formatMoney` writes a fourth decimal.
 */
function mayBeThousands(
  { whole, fraction }: Digits,
  { currency, locale }: NumberNotation,
  { digits }: Signs,
): boolean {
  const isFew = whole !== '' && whole.length <= 3 && !whole.startsWith(zeroOf(digits))
  if (!currency || fraction.length !== 3 || !isFew) return false
  return currencyDecimals({ currency, locale }) < 3
}

function zeroOf(digits: string): string {
  return [...digits][0] ?? '0'
}

/** So that "0850.50" and "850.5" can be compared. */
function withoutIdleZeros(written: string, { digits, decimal }: Signs): string {
  const zero = zeroOf(digits)
  const trimmed = written.includes(decimal)
    ? written.replace(new RegExp(`${escaped(decimal)}?${zero}*$`, 'u'), '')
    : written
  return trimmed.replace(new RegExp(`^${zero}+`, 'u'), '')
}

const names: Readonly<Record<string, string>> = {
  '.': 'a dot',
  ',': 'a comma',
  "'": 'an apostrophe',
  ' ': 'a blank',
}

function named(sign: string): string {
  return names[sign] ?? `“${sign}”`
}

/** Amounts of money in the user's currency and locale. */

export interface MoneyFormat {
  /** ISO 4217, such as `AUD`. */
  readonly currency: string
  /** BCP 47, such as `en-AU`. */
  readonly locale: string
  /** What rents are said for; a week where nothing is said. */
  readonly rentPeriod?: 'week' | 'month'
}

/** What a double holds. */
const maximumSignificantDigits = 17

/**
 * `exact`: every decimal, at least cents unless the amount is whole; `cents`: always with them, so that a column is
 * aligned; `whole`: no cents; `compact`: "$1.2M", for axes and
 * tight places.
 */
export type MoneyStyle = 'exact' | 'cents' | 'whole' | 'compact'

const options = {
  exact: { trailingZeroDisplay: 'stripIfInteger' },
  precise: { maximumSignificantDigits },
  fourDecimals: { minimumFractionDigits: 4 },
  whole: { maximumFractionDigits: 0 },
  cents: {},
  compact: { notation: 'compact', maximumSignificantDigits: 3 },
} satisfies Record<string, Intl.NumberFormatOptions>

const formatters = new Map<string, Intl.NumberFormat>()

/** Intl formatters are costly to make and tables ask for thousands: one is kept for each combination. */
function formatter({ currency, locale }: MoneyFormat, style: keyof typeof options): Intl.NumberFormat {
  const key = `${locale} ${currency} ${style}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...options[style],
    })
    formatters.set(key, found)
  }
  return found
}

/** The amount in words of the locale, such as "$1,250.50". Negative zero is shown as zero. */
export function formatMoney(amount: number, format: MoneyFormat, style: MoneyStyle = 'whole'): string {
  const used = style === 'exact' ? exactFormatter(amount, format) : formatter(format, style)
  return used.format(amount === 0 ? 0 : amount)
}

/** The exact amount without the currency's sign: for inputs. */
export function amountAlone(amount: number, format: MoneyFormat): string {
  return numberAlone(exactFormatter(amount, format).formatToParts(amount === 0 ? 0 : amount))
}

/** Decimals that the currency is counted in: 2 for dollars, 0 for yen. */
export function currencyDecimals(format: MoneyFormat): number {
  return formatter(format, 'exact').resolvedOptions().maximumFractionDigits ?? 2
}

function exactFormatter(amount: number, format: MoneyFormat): Intl.NumberFormat {
  const decimals = currencyDecimals(format)
  if (isRoundedTo(decimals, amount)) return formatter(format, 'exact')
  // "1.055" is 1,055 to whoever separates thousands by a dot; nobody separates them in fours.
  const size = Math.abs(amount)
  const isAmbiguous = decimals < 3 && size >= 1 && size < 1_000 && isRoundedTo(3, amount)
  return formatter(format, isAmbiguous ? 'fourDecimals' : 'precise')
}

function isRoundedTo(decimals: number, amount: number): boolean {
  return Number(amount.toFixed(decimals)) === amount
}

const numeric: ReadonlySet<string> = new Set([
  'minusSign',
  'integer',
  'group',
  'decimal',
  'fraction',
  'infinity',
])

/** The number in these parts, without currency, percent sign or unit. */
export function numberAlone(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.flatMap(({ type, value }) => (numeric.has(type) ? [value] : [])).join('')
}

const exactFormatters = new Map<string, Intl.NumberFormat>()

/** Every digit of the number, in the manner of the locale. */
export function formatExact(value: number, locale: string): string {
  const found = exactFormatters.get(locale) ?? new Intl.NumberFormat(locale, { maximumSignificantDigits })
  exactFormatters.set(locale, found)
  return found.format(value === 0 ? 0 : value)
}

/** The sign of the currency and whether the locale puts it before the number: for inputs. */
export function currencySign(format: MoneyFormat): { sign: string; isPrefix: boolean } {
  const parts = formatter(format, 'whole').formatToParts(1)
  const index = parts.findIndex((part) => part.type === 'currency')
  return { sign: parts[index]?.value ?? format.currency, isPrefix: index === 0 }
}

/** Amounts of money in the user's currency and locale. */

export interface MoneyFormat {
  /** ISO 4217, such as `AUD`. */
  readonly currency: string
  /** BCP 47, such as `en-AU`. */
  readonly locale: string
}

/** `exact`: cents unless the amount is whole; `whole`: no cents; `compact`: "$1.2M", for axes and tight places. */
export type MoneyStyle = 'exact' | 'whole' | 'compact'

const options: Record<MoneyStyle, Intl.NumberFormatOptions> = {
  exact: { trailingZeroDisplay: 'stripIfInteger' },
  whole: { maximumFractionDigits: 0 },
  compact: { notation: 'compact', maximumSignificantDigits: 3 },
}

const formatters = new Map<string, Intl.NumberFormat>()

/** Intl formatters are costly to make and tables ask for thousands: one is kept for each combination. */
function formatter({ currency, locale }: MoneyFormat, style: MoneyStyle): Intl.NumberFormat {
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
  return formatter(format, style).format(amount === 0 ? 0 : amount)
}

/** The sign of the currency and whether the locale puts it before the number: for inputs. */
export function currencySign(format: MoneyFormat): { sign: string; isPrefix: boolean } {
  const parts = formatter(format, 'whole').formatToParts(1)
  const index = parts.findIndex((part) => part.type === 'currency')
  return { sign: parts[index]?.value ?? format.currency, isPrefix: index === 0 }
}

/** The locale's separators: for inputs that group digits while one types. */
export function separators(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(12_345.6)
  return {
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    group: parts.find((part) => part.type === 'group')?.value ?? '',
  }
}

import { offeredLocales } from '#domain/money/locales.ts'

interface Option {
  value: string
  label: string
}

/** Every currency the browser knows, named in the user's language. */
export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }))
}

/** The offered locales, and the user's own where it is another. */
export function localeOptions(current: string): Option[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language' })
  const values = offeredLocales.includes(current) ? offeredLocales : [current, ...offeredLocales]
  return values.map((value) => ({ value, label: names.of(value) ?? value }))
}

/** What a browser's languages say of where somebody lives: a guess to begin with, never a decision. */
import { countries, elsewhere } from './countries.ts'
import type { Country } from './country.ts'

/** Currencies of locales on offer whose countries are no entry of their own. */
const currencies: ReadonlyMap<string, string> = new Map([
  ['SG', 'SGD'],
  ['IN', 'INR'],
  ['ZA', 'ZAR'],
  ['CH', 'CHF'],
  ['SE', 'SEK'],
  ['JP', 'JPY'],
  ['HK', 'HKD'],
  ['NO', 'NOK'],
  ['DK', 'DKK'],
  ['PL', 'PLN'],
  ...['AT', 'BE', 'FI', 'GR', 'LU', 'PT', 'SK', 'SI', 'EE', 'LV', 'LT', 'MT', 'CY', 'HR'].map(
    (region) => [region, 'EUR'] as const,
  ),
])

function regionOf(language: string): string | null {
  try {
    const locale = new Intl.Locale(language)
    return locale.region ?? locale.maximize().region ?? null
  } catch {
    return null // not well formed
  }
}

/** The country of the first of these languages (BCP 47, the preferred one first). */
export function guessCountry(languages: readonly string[]): Country {
  const region = languages.map(regionOf).find((found) => found !== null)
  return countries.find(({ code }) => code === region) ?? elsewhere
}

/** How figures are written for somebody of this country: elsewhere, as the browser does. */
export function displayIn(
  country: Country,
  languages: readonly string[],
): { readonly currency: string; readonly locale: string } {
  if (country !== elsewhere) return { currency: country.currency, locale: country.locale }
  const language = languages.find((one) => regionOf(one) !== null)
  if (language === undefined) return { currency: country.currency, locale: country.locale }
  const region = regionOf(language) ?? ''
  const known = countries.find(({ code }) => code === region)
  return {
    currency: known?.currency ?? currencies.get(region) ?? country.currency,
    locale: language,
  }
}

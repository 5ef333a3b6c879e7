import { describe, expect, it } from 'vitest'
import { offeredLocales } from '../money/locales.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { assumptionsSchema, resolveAssumptions } from '../scenarios/assumptions.ts'
import { taxYearEndMonth } from '../tax/tax-year.ts'
import { changeOfCountry } from './change-of-country.ts'
import { countries, countryOf, elsewhere } from './countries.ts'
import { assumptionsOf } from './country.ts'
import { displayIn, guessCountry } from './guess-country.ts'

describe.each(countries)('$name', (country) => {
  const assumptions = assumptionsOf(country)

  it('assumes what the catalogue takes, each once', () => {
    expect(assumptionsSchema.safeParse(assumptions).error?.issues).toBeUndefined()
    expect(Object.keys(assumptions)).toHaveLength(country.defaults.length)
  })

  it('says of every figure of tax and prices who publishes it', () => {
    const isOurs = country === elsewhere || country.code === 'AU' || assumptions.tax_system === 'none'
    const unsaid = country.defaults.filter(({ source, value }) => !source && value !== false)
    expect(isOurs ? [] : unsaid).toEqual([])
    for (const { source } of country.defaults) if (source) expect(source.address).toMatch(/^https:\/\//)
  })

  it('writes figures as a currency and a locale that are on offer', () => {
    expect(Intl.supportedValuesOf('currency')).toContain(country.currency)
    if (country !== elsewhere) expect(offeredLocales).toContain(country.locale)
  })

  it('reckons tax by figures with a source, or none', () => {
    const { tax_system } = resolveAssumptions(assumptions)
    if (tax_system === 'none') expect(country.tax).toMatch(/^No tax yet/)
    else expect(country.defaults.find(({ key }) => key === 'tax_system')?.source).toBeDefined()
  })
})

it('begins in Australia with the defaults of the catalogue', () => {
  const australian = assumptionsOf(countryOf('AU'))
  const defaults = resolveAssumptions()
  const { tax_year_end_month, ...others } = australian
  expect(others).toEqual(Object.fromEntries(Object.keys(others).map((key) => [key, defaults[key]])))
  expect(tax_year_end_month).toBe(taxYearEndMonth(defaults))
})

it.each([
  ['AU', 6],
  ['NZ', 3],
  ['GB', 3],
  ['US', 12],
])('ends the tax year of %s in month %i', (code, month) => {
  expect(taxYearEndMonth(resolveAssumptions(assumptionsOf(countryOf(code))))).toBe(month)
})

describe('the guess from a browser’s languages', () => {
  it.each([
    [['en-GB', 'en'], 'GB'],
    [['en-AU'], 'AU'],
    [['de'], 'DE'],
    [['en', 'en-NZ'], 'US'],
    [['fr-CA', 'fr'], 'CA'],
    [['en-SG'], 'ZZ'],
    [['en-US@posix', 'en-IE'], 'IE'],
    [[], 'ZZ'],
  ])('%j is %s', (languages, code) => {
    expect(guessCountry(languages).code).toBe(code)
  })

  it('writes figures elsewhere as the browser does', () => {
    expect(displayIn(elsewhere, ['sv-SE', 'en'])).toEqual({ currency: 'SEK', locale: 'sv-SE' })
    expect(displayIn(elsewhere, ['pt-PT'])).toEqual({ currency: 'EUR', locale: 'pt-PT' })
    expect(displayIn(elsewhere, ['en-US@posix'])).toEqual({ currency: 'USD', locale: 'en' })
  })
})

describe('another country', () => {
  const british = countryOf('GB')!
  const now = { country: countryOf('AU'), currency: 'AUD', locale: 'en-AU', assumptions: {} }

  it('brings its currency, locale, tax and prices where nobody said otherwise', () => {
    const { display, assumptions, kept } = changeOfCountry(now, british, [])
    expect(display).toEqual({ currency: 'GBP', locale: 'en-GB' })
    expect(kept).toEqual([])
    expect(assumptions.map(({ field, before, after }) => [field.key, before, after])).toEqual(
      expect.arrayContaining([
        ['inflation_rate', 2.5, 2],
        ['tax_system', 'au_resident', 'custom'],
        ['tax_year_end_month', 6, 3],
      ]),
    )
  })

  it('leaves what somebody has said, and names it', () => {
    const own = { ...now, currency: 'EUR', assumptions: { inflation_rate: 3, horizon_years: 20 } }
    const { display, assumptions, kept } = changeOfCountry(own, british, [])
    expect(display).toEqual({ currency: 'EUR', locale: 'en-GB' })
    expect(kept.map(({ key }) => key)).toEqual(['inflation_rate'])
    expect(assumptions.map(({ field }) => field.key)).not.toContain('inflation_rate')
  })

  it('tells only what has an effect', () => {
    const keys = changeOfCountry(now, elsewhere, ['en-SG']).assumptions.map(({ field }) => field.key)
    expect(keys).toContain('tax_system')
    expect(keys).not.toContain('tax_brackets')
  })
})

it('takes a code that is no entry for elsewhere, and none for nothing said', () => {
  expect(countryOf('SG')).toBe(elsewhere)
  expect(countryOf(null)).toBeNull()
})

it('sorts every default under an assumption of the catalogue', () => {
  const known = new Set(assumptionFields.map(({ key }) => key))
  expect(countries.flatMap(({ defaults }) => defaults.filter(({ key }) => !known.has(key)))).toEqual([])
})

import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { countries, countryOf } from '../countries/countries.ts'
import { instanceKinds } from './catalogue.ts'
import { cautions } from './cautions.ts'
import { samplePortfolio } from './sample-portfolio.ts'
import { nameSchema, paramsSchema } from './schema.ts'

const now = toMonth('2026-11')
const sample = samplePortfolio(now)

it('shows every kind', () => {
  expect([...new Set(sample.map((instance) => instance.kind))]).toEqual([...instanceKinds])
})

it('holds nothing that the catalogue refuses or calls unusual', () => {
  for (const { kind, name, params } of sample) {
    expect(nameSchema.parse(name)).toBe(name)
    expect(paramsSchema(kind).parse(params)).toEqual(params)
    expect(cautions(kind, params, 'en-AU', now)).toEqual([])
  }
})

it.each(countries)(
  'is named as in $name, leaves out what hardly anybody there has, and is refused by nobody',
  (country) => {
    const there = samplePortfolio(now, country)
    expect(there.map(({ name }) => name)).toEqual(
      expect.arrayContaining([country.sample.flat, country.sample.pension]),
    )
    for (const { kind, params } of there) {
      expect(paramsSchema(kind).parse(params)).toEqual(params)
      expect(Object.keys(params).filter((key) => country.seldom.has(key))).toEqual([])
    }
  },
)

it('is the Australian one for whoever has not said where they live', () => {
  expect(samplePortfolio(now, countryOf('AU'))).toEqual(sample)
})

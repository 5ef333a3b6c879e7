import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
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

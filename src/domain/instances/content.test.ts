import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentDifferences, contentFromFields, contentOf, fieldsOfContent, rebaseEdit } from './content.ts'
import type { InstanceContent } from './types.ts'

const home: InstanceContent = { name: 'Home', status: 'active', params: { value: 500_000, growth_rate: 4 } }
const withParams = (params: InstanceContent['params']) => ({ ...home, params: { ...home.params, ...params } })

const contents = fc.record({
  name: fc.string({ minLength: 1 }),
  status: fc.constantFrom('active' as const, 'archived' as const),
  params: fc.dictionary(
    fc.constantFrom('value', 'growth_rate', 'sale_month', 'main_residence'),
    fc.oneof(fc.integer(), fc.boolean(), fc.string()),
  ),
})

it('leaves bookkeeping out', () => {
  expect(contentOf({ ...home, id: '1', version: 3 } as never)).toEqual(home)
})

it('round-trips through merge fields', () => {
  fc.assert(
    fc.property(contents, (content) => {
      expect(contentFromFields(fieldsOfContent(content))).toEqual({
        ...content,
        params: { ...content.params },
      })
    }),
  )
})

it('tells a missing key from a value', () => {
  expect(contentDifferences(home, withParams({ sale_month: '2030-01' }))).toEqual([
    { field: 'params.sale_month', before: null, after: '2030-01' },
  ])
})

it('keeps what changed meanwhile and puts the edit on top', () => {
  const rebased = rebaseEdit(
    home,
    withParams({ growth_rate: 5, volatility: 10 }),
    withParams({ growth_rate: 6, value: 1 }),
  )
  expect(rebased.merged.params).toEqual({ value: 1, growth_rate: 6, volatility: 10 })
  expect(rebased.clashes).toEqual([{ field: 'params.growth_rate', before: 4, after: 6, now: 5 }])
  expect(rebased.theirs.map((difference) => difference.field)).toEqual([
    'params.growth_rate',
    'params.volatility',
  ])
})

it('has no clash when both made the same change, or when nothing moved', () => {
  fc.assert(
    fc.property(contents, contents, (began, edited) => {
      expect(rebaseEdit(began, edited, edited).clashes).toEqual([])
      const unmoved = rebaseEdit(began, began, edited)
      expect(unmoved.clashes).toEqual([])
      expect(contentDifferences(unmoved.merged, edited)).toEqual([])
    }),
  )
})

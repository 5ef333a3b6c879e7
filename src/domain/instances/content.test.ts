import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentFromFields, contentOf, fieldsOfContent } from './content.ts'
import type { InstanceContent } from './types.ts'

const home: InstanceContent = { name: 'Home', status: 'active', params: { value: 500_000, growth_rate: 4 } }

const contents = fc.record({
  name: fc.string({ minLength: 1 }),
  status: fc.constantFrom('active' as const, 'archived' as const),
  params: fc.dictionary(
    fc.constantFrom('value', 'growth_rate', 'sale_month', 'use'),
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

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentFromFields } from '../instances/content.ts'
import type { InstanceContent } from '../instances/types.ts'
import {
  defaultAssumption,
  hasMoved,
  isProposed,
  isSameContent,
  mergeContents,
  mergeFields,
  proposedOnTop,
} from './three-way.ts'

const home: InstanceContent = { name: 'Home', status: 'active', params: { value: 500_000, growth_rate: 5 } }
const withParams = (params: InstanceContent['params'], content = home): InstanceContent => ({
  ...content,
  params: { ...content.params, ...params },
})
const without = (key: string, { params, ...rest }: InstanceContent): InstanceContent => ({
  ...rest,
  params: Object.fromEntries(Object.entries(params).filter(([name]) => name !== key)),
})
const outcomes = (base: InstanceContent, current: InstanceContent, proposed: InstanceContent) =>
  Object.fromEntries(
    mergeContents(base, current, proposed, 'property')
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ field, outcome }) => [field, outcome]),
  )

it.each([
  ['unchanged', 1, 1, 1, 1],
  ['current_only', 1, 2, 1, 2],
  ['proposed_only', 1, 1, 2, 2],
  ['same_change', 1, 2, 2, 2],
  ['conflict', 1, 2, 3, null],
  ['proposed_only', null, null, 1, 1],
  ['proposed_only', 1, 1, null, null],
  ['conflict', 1, null, 2, null],
] as const)('says %s of %s, now %s, proposed %s', (outcome, base, current, proposed, result) => {
  const [field] = mergeFields({ a: base }, { a: current }, { a: proposed })
  expect(field).toEqual({ field: 'a', base, current, proposed, outcome, result })
})

it('compares lists by what is in them', () => {
  expect(mergeFields({ tags: ['a'] }, { tags: ['a'] }, { tags: ['a'] })[0]!.outcome).toBe('unchanged')
  expect(mergeFields({ tags: ['a'] }, { tags: ['b'] }, { tags: ['a', 'b'] })[0]!.outcome).toBe('conflict')
})

it('knows a missing key and the default of the catalogue as one value', () => {
  const bare = without('growth_rate', home)
  const atDefault = withParams({ growth_rate: 4 })
  expect(outcomes(bare, bare, atDefault)).toEqual({})
  // Reality writes the default out, the scenario sets 5: nothing clashes.
  expect(outcomes(bare, atDefault, home)).toEqual({ 'params.growth_rate': 'proposed_only' })
  expect(outcomes(home, bare, atDefault)).toEqual({ 'params.growth_rate': 'same_change' })
  expect(isSameContent(bare, atDefault, 'property')).toBe(true)
  expect(isSameContent(bare, atDefault)).toBe(false)
})

it('knows no default of what is not there at all', () => {
  const fields = mergeContents(null, null, withParams({ growth_rate: 4 }), 'property')
  expect(fields.map(({ outcome }) => outcome)).toEqual(Array(4).fill('proposed_only'))
})

it('takes assumptions left out for their defaults only where they have some', () => {
  const merged = (defaultOf?: typeof defaultAssumption) =>
    mergeFields({}, {}, { inflation_rate: 2.5 }, defaultOf)[0]!.outcome
  expect(merged(defaultAssumption)).toBe('unchanged')
  expect(merged()).toBe('proposed_only')
})

it('keeps what changed meanwhile and puts the edit on top', () => {
  const fields = mergeContents(
    home,
    withParams({ growth_rate: 6, volatility: 15 }),
    withParams({ growth_rate: 7, value: 1 }),
    'property',
  )
  expect(contentFromFields(proposedOnTop(fields))).toEqual(
    withParams({ value: 1, growth_rate: 7, volatility: 15 }),
  )
  const named = (keep: typeof hasMoved) => fields.filter(keep).map(({ field }) => field)
  expect(named(({ outcome }) => outcome === 'conflict')).toEqual(['params.growth_rate'])
  expect(named(hasMoved)).toEqual(['params.growth_rate', 'params.volatility'])
  expect(named(isProposed)).toEqual(['params.value', 'params.growth_rate'])
})

const contents: fc.Arbitrary<InstanceContent> = fc.record({
  name: fc.constantFrom('Home', 'Shed'),
  status: fc.constantFrom('active', 'archived'),
  params: fc.dictionary(
    fc.constantFrom('value', 'growth_rate', 'sale_month', 'use'),
    fc.oneof(fc.constantFrom(4, 5), fc.boolean(), fc.constantFrom('', '2031-07')),
  ),
})

it('stores a default as it was written by whoever wrote it', () => {
  const bare = without('growth_rate', home)
  const writtenOut = withParams({ growth_rate: 4 })
  const onTop = (...sides: [InstanceContent, InstanceContent, InstanceContent]) =>
    contentFromFields(proposedOnTop(mergeContents(...sides, 'property')))
  expect(onTop(bare, bare, writtenOut)).toEqual(writtenOut)
  expect(onTop(bare, writtenOut, bare)).toEqual(writtenOut)
  expect(onTop(writtenOut, writtenOut, bare)).toEqual(bare)
})

it('has no conflict when both made the same change, or when nothing moved', () => {
  fc.assert(
    fc.property(contents, contents, (began, edited) => {
      const isOpen = (fields: ReturnType<typeof mergeContents>) =>
        fields.some(({ outcome }) => outcome === 'conflict')
      expect(isOpen(mergeContents(began, edited, edited, 'property'))).toBe(false)
      const unmoved = mergeContents(began, began, edited, 'property')
      expect(isOpen(unmoved)).toBe(false)
      expect(contentFromFields(proposedOnTop(unmoved))).toEqual({ ...edited, params: { ...edited.params } })
    }),
  )
})

import { expect, it } from 'vitest'
import { asIfApplied, sourcesOf, theseHoldingsOnly } from './as-if-applied.ts'

const real = (id: string, status = 'active') => ({ id, status })
const copy = (id: string, sourceInstanceId: string | null, status = 'active') => ({
  id,
  sourceInstanceId,
  status,
})
const ids = (holdings: readonly { id: string }[]) => holdings.map((holding) => holding.id)

const reality = [real('home'), real('shares'), real('old', 'archived')]

it('leaves reality as it is when the scenario is empty, without archived holdings', () => {
  expect(ids(asIfApplied(reality, []))).toEqual(['home', 'shares'])
})

it('puts copies in the place of their sources and new holdings last', () => {
  const scenario = [copy('new', null), copy('home copy', 'home')]
  expect(ids(asIfApplied(reality, scenario))).toEqual(['home copy', 'shares', 'new'])
})

it('drops a holding that the scenario archives', () => {
  expect(ids(asIfApplied(reality, [copy('home copy', 'home', 'archived')]))).toEqual(['shares'])
})

it('brings back an archived holding that the scenario makes active', () => {
  expect(ids(asIfApplied(reality, [copy('old copy', 'old')]))).toEqual(['home', 'shares', 'old copy'])
})

it('keeps a copy whose source is gone', () => {
  expect(ids(asIfApplied(reality, [copy('boat copy', 'boat')]))).toEqual(['home', 'shares', 'boat copy'])
})

it('narrows both sides to these holdings', () => {
  const scenario = [copy('home copy', 'home'), copy('new', null), copy('sold', 'shares', 'archived')]
  expect(ids(theseHoldingsOnly(scenario))).toEqual(['home copy', 'new'])
  expect(ids(sourcesOf(reality, scenario))).toEqual(['home', 'shares'])
})

import { expect, it } from 'vitest'
import { RequestIds } from './request-ids.ts'

it('keeps the id of a decision for its retries', () => {
  const ids = new RequestIds()
  expect(ids.for({ name: 'Sell the flat' })).toBe(ids.for({ name: 'Sell the flat' }))
})

it('gives other arguments another id', () => {
  const ids = new RequestIds()
  expect(ids.for({ name: 'Sell the flat' })).not.toBe(ids.for({ name: 'Keep the flat' }))
})

it('gives the same arguments a new id once the first decision is carried out', () => {
  const ids = new RequestIds()
  const first = ids.for({ name: 'Sell the flat' })
  ids.settle()
  expect(ids.for({ name: 'Sell the flat' })).not.toBe(first)
})

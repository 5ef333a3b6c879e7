import { expect, it } from 'vitest'
import { type Edits, edits } from '#domain/actions/edits.ts'
import { AddedRequests } from './added-requests.ts'

const shares = { kind: 'portfolio', name: 'New shares', params: { value: 1 } } as const
const pension = { kind: 'cash_flow', name: 'Pension', params: { amount: 1 } } as const
const adding = (...added: Edits['added']) => edits({ added })

it('gives what is added the same id at every attempt, also where it is answered otherwise', () => {
  const requests = new AddedRequests()
  const first = requests.for(adding(shares, pension))
  expect(new Set(first.requestIds).size).toBe(2)
  expect(requests.for(adding({ ...shares, name: 'Other shares' }, pension))).toEqual(first)
  expect(first.droppedIds).toEqual([])
})

it('drops what is added no longer, and takes it for a new request when it comes back', () => {
  const requests = new AddedRequests()
  const { requestIds: first } = requests.for(adding(shares))
  expect(requests.for(adding())).toEqual({ requestIds: [], droppedIds: first })
  const back = requests.for(adding(shares))
  expect(back.droppedIds).toEqual(first)
  expect(back.requestIds).not.toEqual(first)
})

it('takes another kind for another holding', () => {
  const requests = new AddedRequests()
  const { requestIds: first } = requests.for(adding(shares))
  const { requestIds, droppedIds } = requests.for(adding(pension))
  expect(requestIds).not.toEqual(first)
  expect(droppedIds).toEqual(first)
})

import { describe, expect, it } from 'vitest'
import type { ApplyInput } from '#data/applications/applications.api.ts'
import { requestFor } from './sent-request.ts'

const decision: Omit<ApplyInput, 'requestId'> = {
  scenarioId: 'scenario-1',
  fingerprint: 'print-1',
  scenarioInstanceIds: null,
  resolutions: { 'copy-1': { name: { take: 'current' }, 'params.value': { value: 5 } } },
}

function countingIds() {
  let count = 0
  return () => `request-${++count}`
}

describe('the request id', () => {
  it('stays the same when an unanswered decision is sent again', () => {
    const newId = countingIds()
    const sent = requestFor(decision, null, newId)
    expect(requestFor({ ...decision }, sent, newId)).toBe(sent)
  })

  it('does not depend on the order of keys', () => {
    const sent = requestFor(decision, null, countingIds())
    const { name, 'params.value': value } = decision.resolutions!['copy-1']!
    const reordered = { ...decision, resolutions: { 'copy-1': { 'params.value': value!, name: name! } } }
    expect(requestFor(reordered, sent, countingIds()).requestId).toBe(sent.requestId)
  })

  it.each([
    ['another preview', { fingerprint: 'print-2' }],
    ['another choice of investments', { scenarioInstanceIds: ['copy-1'] }],
    ['another decision', { resolutions: {} }],
    ['another scenario', { scenarioId: 'scenario-2' }],
  ])('is a new one for %s', (_what, change) => {
    const newId = countingIds()
    const sent = requestFor(decision, null, newId)
    expect(requestFor({ ...decision, ...change }, sent, newId).requestId).toBe('request-2')
  })

  it('is a new one once the decision before was answered, even when it reads the same', () => {
    const newId = countingIds()
    requestFor(decision, null, newId)
    expect(requestFor(decision, null, newId).requestId).toBe('request-2')
  })
})

import { expect, it } from 'vitest'
import { add, failureInWords, inWords, judge, none } from './test-results.ts'

const failure = { name: 'a.test.ts: adds', message: 'It does not' }

it('names skipped and unsteady tests only when there are any', () => {
  expect(inWords({ ...none, passed: 3 })).toBe('3 passed, 0 failed')
  expect(inWords({ ...none, passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
  expect(inWords({ ...none, passed: 3, unsteady: [failure] })).toBe(
    '3 passed, 0 failed, 1 only when tried again',
  )
})

it('adds counts, and keeps what failed of both', () => {
  const one = { passed: 1, failed: 1, skipped: 1, failures: [failure], unsteady: [failure] }
  const both = [failure, failure]
  expect(add(one, one)).toEqual({ passed: 2, failed: 2, skipped: 2, failures: both, unsteady: both })
})

it('says of a failure what its message begins with, without colours, empty lines and the stack', () => {
  expect(
    failureInWords({
      name: 'a.test.ts: adds',
      message: '\u001b[31mError:\u001b[39m 1\n\n  is 2\n    at a.ts:1',
    }),
  ).toBe('✗ a.test.ts: adds\n    Error: 1\n      is 2')
  expect(failureInWords({ name: 'long', message: 'line\n'.repeat(20) }).split('\n')).toHaveLength(10)
  expect(failureInWords({ ...failure, page: '- main:\n  - alert: No\n' })).toBe(
    '✗ a.test.ts: adds\n    It does not\n    - main:\n      - alert: No',
  )
})

it('counts a runner that ran nothing, or left no report, as a failure with a name', () => {
  expect(judge(none, 0)).toMatchObject({ failed: 1, failures: [{ name: 'It ran no test.' }] })
  expect(judge(null, 3)).toMatchObject({
    failed: 1,
    failures: [{ name: 'It left no report, and ended with code 3.' }],
  })
  expect(judge({ ...none, skipped: 5 }, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 5 })
})

it('counts a runner that failed without a failing test as a failure with a name', () => {
  expect(judge({ ...none, passed: 4 }, 1)).toMatchObject({
    failed: 1,
    failures: [{ name: 'It ended with code 1 although no test failed.' }],
  })
  const failed = { ...none, passed: 4, failed: 2, failures: [failure, failure] }
  expect(judge(failed, 1)).toEqual(failed)
})

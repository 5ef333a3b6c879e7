import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import {
  add,
  failureInWords,
  inWords,
  judge,
  none,
  pgtapResults,
  playwrightResults,
  vitestResults,
} from './test-results.ts'

const root = path.resolve(import.meta.dirname, '..')
const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-results-'))
afterAll(() => rm(directory, { recursive: true }))

async function report(name: string, content: unknown) {
  const file = path.join(directory, name)
  await writeFile(file, JSON.stringify(content))
  return file
}

const failure = { name: 'a.test.ts: adds', message: 'It does not' }

it('names skipped tests only when there are any', () => {
  expect(inWords({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(inWords({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

it('adds counts, and keeps what failed of both', () => {
  const one = { passed: 1, failed: 1, skipped: 1, failures: [failure] }
  expect(add(one, one)).toEqual({ passed: 2, failed: 2, skipped: 2, failures: [failure, failure] })
})

it('says of a failure what its message begins with, without colours, empty lines and the stack', () => {
  expect(
    failureInWords({
      name: 'a.test.ts: adds',
      message: '\u001b[31mError:\u001b[39m 1\n\n  is 2\n    at a.ts:1',
    }),
  ).toBe('✗ a.test.ts: adds\n    Error: 1\n      is 2')
  expect(failureInWords({ name: 'long', message: 'line\n'.repeat(20) }).split('\n')).toHaveLength(10)
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

it('reads the report of vitest, files that do not load included', async () => {
  const file = await report('vitest.json', {
    numPassedTests: 5,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { name: `${root}/src/none.test.ts`, status: 'failed', message: 'No such module', assertionResults: [] },
      {
        name: `${root}/src/sum.test.ts`,
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'a sum is one' },
          { status: 'failed', fullName: 'a sum adds', failureMessages: ['Error: 1 is 2'] },
        ],
      },
    ],
  })
  expect(await vitestResults(file)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 3,
    failures: [
      { name: 'src/none.test.ts does not run', message: 'No such module' },
      { name: 'src/sum.test.ts: a sum adds', message: 'Error: 1 is 2' },
    ],
  })
})

it('reads the report of Playwright, and what kept it from running', async () => {
  const spec = { ok: false, file: 'sum.spec.ts', line: 3 }
  const failed = [{ results: [{ errors: [{ message: 'Error: 1' }, { message: 'Error: 2' }] }] }]
  const file = await report('e2e.json', {
    stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 2 },
    config: { rootDir: path.join(root, 'e2e') },
    errors: [{ message: 'No server' }],
    suites: [
      {
        title: 'sum.spec.ts',
        specs: [{ ...spec, title: 'adds', tests: failed }],
        suites: [
          {
            title: 'of two',
            specs: [
              { ...spec, title: 'adds as well', tests: failed },
              { ...spec, ok: true, title: 'is one', tests: [] },
            ],
          },
        ],
      },
    ],
  })
  expect(await playwrightResults(file)).toEqual({
    passed: 8,
    failed: 2,
    skipped: 2,
    failures: [
      { name: 'The whole run', message: 'No server' },
      { name: 'e2e/sum.spec.ts:3: adds', message: 'Error: 1\nError: 2' },
      { name: 'e2e/sum.spec.ts:3: of two › adds as well', message: 'Error: 1\nError: 2' },
    ],
  })
})

it('reads what pgTAP says', () => {
  const output = `✓ 000_helpers.sql: 1 passed, 0 failed (2 ms)
010_sum.sql: not ok 31 - it adds
010_sum.sql: # Failed test 31: "it adds"
010_sum.sql: #         have: 1
010_sum.sql: #         want: 2
010_sum.sql: # Looks like you failed 1 test of 32
✗ 010_sum.sql: 31 passed, 1 failed (2 ms)
not ok - 020_parts.sql breaks: syntax error
✗ 020_parts.sql: 0 passed, 1 failed (2 ms)
32 passed, 2 failed
`
  expect(pgtapResults(output)).toEqual({
    passed: 32,
    failed: 2,
    skipped: 0,
    failures: [
      { name: '010_sum.sql: it adds', message: '    have: 1\n    want: 2\n' },
      { name: '020_parts.sql breaks: syntax error', message: '' },
    ],
  })
  expect(pgtapResults('it broke')).toBeNull()
})

it('has no results where there is no report', async () => {
  expect(await vitestResults(path.join(directory, 'missing.json'))).toBeNull()
  expect(await playwrightResults(path.join(directory, 'missing.json'))).toBeNull()
})

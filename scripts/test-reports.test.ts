import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { pgtapResults, playwrightResults, vitestResults } from './test-reports.ts'

const root = path.resolve(import.meta.dirname, '..')
const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-results-'))
afterAll(() => rm(directory, { recursive: true }))

/** What a reader finds in a report with that content. */
async function read(results: typeof vitestResults, content: unknown) {
  const file = path.join(directory, 'report.json')
  await writeFile(file, JSON.stringify(content))
  return results(file)
}

/** As results have them, of messages by the names of what failed. */
const failures = (messages: Record<string, string>) =>
  Object.entries(messages).map(([name, message]) => ({ name, message }))

it('reads the report of vitest, files that do not load included', async () => {
  const results = await read(vitestResults, {
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
  expect(results).toEqual({
    passed: 5,
    failed: 2,
    skipped: 3,
    unsteady: [],
    failures: failures({
      'src/none.test.ts does not run': 'No such module',
      'src/sum.test.ts: a sum adds': 'Error: 1 is 2',
    }),
  })
})

it('reads the report of Playwright: what failed, what passed only the second time, and what kept it from running', async () => {
  const context = path.join(directory, 'error-context.md')
  await writeFile(
    context,
    '# Page snapshot\n\n```yaml\n- banner: Us\n  - main [ref=e1]:\n    - alert: No\n```\n\n# Source\n',
  )
  const spec = { file: 'sum.spec.ts', line: 3 }
  const wrong = {
    errors: [{ message: 'Error: 1' }, { message: 'Error: 2' }],
    attachments: [
      { name: 'screenshot', path: 'none.png' },
      { name: 'error-context', path: context },
    ],
  }
  const failed = [{ status: 'unexpected', results: [{ ...wrong, attachments: [] }] }]
  const results = await read(playwrightResults, {
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
              { ...spec, title: 'is one', tests: [{ status: 'expected', results: [] }] },
              {
                ...spec,
                title: 'is late',
                tests: [{ status: 'flaky', results: [wrong, { errors: [], attachments: [] }] }],
              },
            ],
          },
        ],
      },
    ],
  })
  expect(results).toEqual({
    passed: 8,
    failed: 2,
    skipped: 2,
    failures: failures({
      'The whole run': 'No server',
      'e2e/sum.spec.ts:3: adds': 'Error: 1\nError: 2',
      'e2e/sum.spec.ts:3: of two › adds as well': 'Error: 1\nError: 2',
    }),
    unsteady: [
      {
        name: 'e2e/sum.spec.ts:3: of two › is late',
        message: 'Error: 1\nError: 2',
        page: '  - main [ref=e1]:\n    - alert: No\n',
      },
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
    unsteady: [],
    skipped: 0,
    failures: failures({
      '010_sum.sql: it adds': '    have: 1\n    want: 2\n',
      '020_parts.sql breaks: syntax error': '',
    }),
  })
  expect(pgtapResults('it broke')).toBeNull()
})

it('has no results where there is no report', async () => {
  expect(await vitestResults(path.join(directory, 'missing.json'))).toBeNull()
  expect(await playwrightResults(path.join(directory, 'missing.json'))).toBeNull()
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { countsInWords, inWords, judge, none, playwrightCounts, vitestCounts } from './test-results.ts'

const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-results-'))
afterAll(() => rm(directory, { recursive: true }))

async function report(name: string, content: unknown) {
  const file = path.join(directory, name)
  await writeFile(file, JSON.stringify(content))
  return file
}

it('names skipped tests only when there are any', () => {
  expect(inWords({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(inWords({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

it('reads counts from words', () => {
  expect(countsInWords('1 passed, 9 failed\nok\n12 passed, 0 failed\n')).toEqual({
    passed: 12,
    failed: 0,
    skipped: 0,
  })
  expect(countsInWords('3 passed, 1 failed, 2 skipped\n')).toEqual({ passed: 3, failed: 1, skipped: 2 })
  expect(countsInWords('it broke')).toBeNull()
})

it('counts a runner that ran nothing, or left no report, as a failure', () => {
  expect(judge(none, 0).failed).toBe(1)
  expect(judge(null, 0).failed).toBe(1)
  expect(judge({ passed: 0, failed: 0, skipped: 5 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 5 })
})

it('counts a runner that failed without a failing test as a failure', () => {
  expect(judge({ passed: 4, failed: 0, skipped: 0 }, 1).failed).toBe(1)
  expect(judge({ passed: 4, failed: 2, skipped: 0 }, 1).failed).toBe(2)
})

it('reads the report of vitest, files that do not load included', async () => {
  const file = await report('vitest.json', {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  })
  expect(await vitestCounts(file)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

it('reads the report of Playwright', async () => {
  const file = await report('e2e.json', { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } })
  expect(await playwrightCounts(file)).toEqual({ passed: 8, failed: 1, skipped: 2 })
})

it('has no counts where there is no report', async () => {
  expect(await vitestCounts(path.join(directory, 'missing.json'))).toBeNull()
})

/** Reads what the runners' own reports say. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sure } from './sure.ts'
import type { Failure, Results } from './test-results.ts'

const root = path.resolve(import.meta.dirname, '..')

interface VitestReport {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
  }[]
}

export async function vitestResults(file: string): Promise<Results | null> {
  const report = await readJson<VitestReport>(file)
  if (!report) return null
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tested = path.relative(root, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that cannot even be loaded, or prepared, has no tests to fail.
    if (status === 'failed' && failed.length === 0)
      return [{ name: `${tested} does not run`, message: message ?? '' }]
    return failed.map(({ fullName, failureMessages = [] }) => ({
      name: `${tested}: ${fullName}`,
      message: failureMessages.join('\n'),
    }))
  })
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    unsteady: [],
  }
}

interface PlaywrightError {
  message?: string
}

interface PlaywrightResult {
  errors: PlaywrightError[]
  attachments: { name: string; path?: string }[]
}

interface PlaywrightSuite {
  title: string
  specs?: {
    title: string
    file: string
    line: number
    tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped'; results: PlaywrightResult[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites: PlaywrightSuite[]
  config: { rootDir: string }
  /** Of the whole run. */
  errors: PlaywrightError[]
}

export async function playwrightResults(file: string): Promise<Results | null> {
  const report = await readJson<PlaywrightReport>(file)
  if (!report) return null
  const messages = (errors: PlaywrightError[]) => errors.map(({ message }) => message ?? '').join('\n')
  const { expected, unexpected, flaky, skipped } = report.stats
  const [failures, unsteady]: [Failure[], Failure[]] = [[], []]
  for (const { spec, titles } of report.suites.flatMap((suite) => specsOf(suite, []))) {
    const name = `${path.relative(root, path.resolve(report.config.rootDir, spec.file))}:${spec.line}: ${titles.join(' › ')}`
    for (const { status, results } of spec.tests) {
      if (status !== 'unexpected' && status !== 'flaky') continue
      const of = status === 'flaky' ? unsteady : failures
      of.push({
        name,
        message: messages(results.flatMap(({ errors }) => errors)),
        ...(await pageOf(results)),
      })
    }
  }
  const ofTheRun = report.errors.map((error) => ({ name: 'The whole run', message: messages([error]) }))
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    failures: [...ofTheRun, ...failures],
    unsteady,
  }
}

interface TitledSpec {
  spec: NonNullable<PlaywrightSuite['specs']>[number]
  /** From the outermost group on; the suites on top are the files. */
  titles: string[]
}

function specsOf({ specs = [], suites = [] }: PlaywrightSuite, titles: readonly string[]): TitledSpec[] {
  return [
    ...specs.map((spec) => ({ spec, titles: [...titles, spec.title] })),
    ...suites.flatMap((suite) => specsOf(suite, [...titles, suite.title])),
  ]
}

/** What stood on the page when a test first failed, of its main part where there is one. */
async function pageOf(results: readonly PlaywrightResult[]): Promise<{ page?: string }> {
  const [told] = results.flatMap(({ attachments }) =>
    attachments.filter(({ name }) => name === 'error-context'),
  )
  if (!told?.path) return {}
  const text = await readFile(told.path, 'utf8').catch(() => '')
  const snapshot = /^```yaml\n(.*?)^```/ms.exec(text)?.[1] ?? ''
  const main = snapshot.search(/^ *- main\b/m)
  return snapshot ? { page: main > 0 ? snapshot.slice(main) : snapshot } : {}
}

/** What `npm run test:pgtap` prints; null where its last line, the total, is missing. */
export function pgtapResults(output: string): Results | null {
  const total = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1)
  if (!total) return null
  const failures: Failure[] = []
  for (const line of output.split('\n')) {
    const failed = /^(?:(\S+\.sql): )?not ok (?:\d+ )?- (.*)$/.exec(line)
    const remark = /^\S+\.sql: # {0,5}(.*)$/.exec(line)?.[1]
    if (failed) failures.push({ name: [failed[1], failed[2]].filter(Boolean).join(': '), message: '' })
    // pgTAP repeats the name, and counts at the end.
    else if (remark && !/^(Failed test|Looks like) /.test(remark))
      sure(failures.at(-1)).message += `${remark}\n`
  }
  return { passed: Number(total[1]), failed: Number(total[2]), skipped: 0, failures, unsteady: [] }
}

async function readJson<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch {
    return null
  }
}

/**
 * `npm run check`: format, lint, types, what nothing uses, generated files, documents and unit tests, in seconds.
 * `npm test`: that, then database and contract tests on native PostgreSQL, pgTAP, then the app end to end in a browser.
 * Everything runs even when something failed before. What failed is named again at the end; the last line is the total.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checks } from './checks.ts'
import { runEndToEnd } from './test-e2e.ts'
import { pgtapResults, playwrightResults, vitestResults } from './test-reports.ts'
import { add, failureInWords, inWords, judge, none, type Results } from './test-results.ts'

const root = path.resolve(import.meta.dirname, '..')
const isCheckOnly = process.argv.includes('--check')
const say = (line: string) => process.stdout.write(`${line}\n`)

async function runChecks(): Promise<Results> {
  const results = await Promise.all(checks.map(async (check) => ({ ...check, problem: await check.run() })))
  for (const { name, problem } of results) say(problem === null ? `✓ ${name}` : `✗ ${name}\n${problem}\n`)
  const failures = results.flatMap(({ name, problem }) =>
    problem === null ? [] : [{ name, message: problem }],
  )
  // Checks are not tests: they count only when they fail.
  return { ...none, failed: failures.length, failures }
}

async function runVitest(project: string, reports: string): Promise<Results> {
  const report = path.join(reports, `${project}.json`)
  const vitest = spawn(
    path.join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const [code] = await once(vitest, 'exit')
  return judge(await vitestResults(report), code ?? 1)
}

/** Begins pgTAP, which keeps one core busy and needs no server. What it says is kept until it is asked for. */
function beginPgtap(): () => Promise<Results> {
  const pgtap = spawn(process.execPath, [path.join(root, 'scripts/pgtap.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, said] = ['', '']
  pgtap.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    said += chunk
  })
  pgtap.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  const ended = once(pgtap, 'close')
  return async () => {
    const [code] = await ended
    process.stdout.write(said)
    return judge(pgtapResults(output), code ?? 1)
  }
}

async function runBrowser(reports: string): Promise<Results> {
  const report = path.join(reports, 'e2e.json')
  try {
    const code = await runEndToEnd([], { E2E_REPORT: report })
    return judge(await playwrightResults(report), code)
  } catch (error) {
    const { message } = error as Error
    say(message)
    return { ...none, failed: 1, failures: [{ name: 'It was not begun', message }] }
  }
}

const reports = await mkdtemp(path.join(tmpdir(), 'scenarios-test-'))
const started = performance.now()
let total = none
const stages: { name: string; run: () => Promise<Results> }[] = [
  { name: 'Checks', run: runChecks },
  { name: 'Unit tests', run: () => runVitest('unit', reports) },
]
if (!isCheckOnly) {
  let pgtap = async () => none
  stages.push({
    name: 'Database and contract tests',
    run: () => {
      // Most of these tests wait for a server: pgTAP has room beside them.
      pgtap = beginPgtap()
      return runVitest('database', reports)
    },
  })
  stages.push({ name: 'pgTAP', run: () => pgtap() })
  stages.push({ name: 'End to end', run: () => runBrowser(reports) })
}
try {
  const summaries: string[] = []
  const failures: string[] = []
  for (const stage of stages) {
    say(`\n── ${stage.name}`)
    const results = await stage.run()
    summaries.push(
      `${stage.name}: ${stage.run === runChecks ? (results.failed ? `${results.failed} failed` : 'ok') : inWords(results)}`,
    )
    if (results.failures.length > 0)
      failures.push(`${stage.name}:\n${results.failures.map(failureInWords).join('\n')}`)
    total = add(total, results)
  }
  if (failures.length > 0) say(`\n── Failed\n${failures.join('\n\n')}`)
  if (total.unsteady.length > 0)
    say(`\n── Passed only when tried again\n${total.unsteady.map(failureInWords).join('\n')}`)
  say(`\n${summaries.join('\n')}`)
  say(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
} finally {
  await rm(reports, { recursive: true, force: true })
}
say(inWords(total))
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

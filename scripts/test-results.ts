/** What a runner came to: how many tests passed, and which failed, in numbers and in words. */
import { stripVTControlCharacters } from 'node:util'

export interface Failure {
  /** The file and the test. */
  name: string
  /** As the runner has it, of any length. */
  message: string
}

export interface Results {
  passed: number
  failed: number
  skipped: number
  failures: Failure[]
}

export const none: Results = { passed: 0, failed: 0, skipped: 0, failures: [] }

export function add(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }
}

export function inWords({ passed, failed, skipped }: Omit<Results, 'failures'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

const mostLines = 8

/** A failure in a few lines: its name and what its message begins with, without colours and where it came from. */
export function failureInWords({ name, message }: Failure): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
  const shown = [...lines.slice(0, mostLines), ...(lines.length > mostLines ? ['…'] : [])]
  return [`✗ ${name}`, ...shown.map((line) => `    ${line}`)].join('\n')
}

/**
 * The result of a runner from its report and exit code. A run without a test, without a report, or that failed
 * although no test did counts as one failure: nothing that went wrong may look like success.
 */
export function judge(results: Results | null, exitCode: number): Results {
  const but = (name: string): Results => {
    const { failures, ...counts } = results ?? none
    const why = { name, message: 'Its output above says why.' }
    return { ...counts, failed: 1, failures: failures.length > 0 ? failures : [why] }
  }
  if (results === null) return but(`It left no report, and ended with code ${exitCode}.`)
  if (results.passed + results.failed === 0) return but('It ran no test.')
  if (exitCode !== 0 && results.failed === 0)
    return but(`It ended with code ${exitCode} although no test failed.`)
  return results
}

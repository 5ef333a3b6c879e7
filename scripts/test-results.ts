/** What a runner came to: how many tests passed, and which failed, in numbers and in words. */
import { stripVTControlCharacters } from 'node:util'

export interface Failure {
  /** The file and the test. */
  name: string
  /** As the runner has it, of any length. */
  message: string
  /** What stood on the page of a browser, one part a line. */
  page?: string
}

export interface Results {
  passed: number
  failed: number
  skipped: number
  failures: Failure[]
  /** Passed, but not the first time: what went wrong then. */
  unsteady: Failure[]
}

export const none: Results = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] }

export function add(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    unsteady: [...a.unsteady, ...b.unsteady],
  }
}

export function inWords({ passed, failed, skipped, unsteady }: Omit<Results, 'failures'>): string {
  const others = [
    ...(skipped > 0 ? [`, ${skipped} skipped`] : []),
    ...(unsteady.length > 0 ? [`, ${unsteady.length} only when tried again`] : []),
  ]
  return `${passed} passed, ${failed} failed${others.join('')}`
}

const mostLines = 8
const mostLinesOfPage = 40

/** A failure in a few lines: its name and what its message begins with, without colours and where it came from, and the page. */
export function failureInWords({ name, message, page = '' }: Failure): string {
  const lines = linesOf(stripVTControlCharacters(message)).filter((line) => !/^\s+at /.test(line))
  const shown = [...beginning(lines, mostLines), ...beginning(linesOf(page), mostLinesOfPage)]
  return [`✗ ${name}`, ...shown.map((line) => `    ${line}`)].join('\n')
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

const beginning = (lines: readonly string[], most: number) =>
  lines.length > most ? [...lines.slice(0, most), '…'] : lines

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

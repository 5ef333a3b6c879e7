/**
 * Stress tests of the user's own. Assumptions are flat, so that they are written as one text:
 * `name|figure|by|from|months`, with semicolons between them, such as `Crash|share_value|-30|2030-01|`.
 */
import type { Month } from '../calendar/month.ts'
import { type ShockFigure, shockFigure, shockFigureKeys } from './shock-figures.ts'

export interface OwnStressTest {
  readonly name: string
  readonly figure: ShockFigure
  /** Percentage points, percent or money, as the figure is measured. */
  readonly by: number
  /** The first month; null when it begins with the projection. */
  readonly from: Month | null
  /** How long; null when it is for good, or happens at once. */
  readonly months: number | null
}

/** So many fit beside the ready-made ones. */
export const mostOwnStressTests = 6
export const longestStressTestName = 40

const decimals = '([.][0-9]{1,2})?'
const sizes = {
  points: `-?(1?[0-9]${decimals}|20)`,
  percent: `-?([0-9]{1,2}${decimals}|100)`,
  money: `-?[0-9]{1,9}${decimals}`,
}
const month = '((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?'

function sizePattern(figure: ShockFigure): string {
  const { type, unit } = shockFigure(figure).size
  return type === 'money' ? sizes.money : unit === 'points' ? sizes.points : sizes.percent
}

/** A figure with its change, beginning and duration. */
function changePattern(figure: ShockFigure): string {
  const duration = shockFigure(figure).isFall ? '' : '([1-9][0-9]{0,2})?'
  return `${figure}[|]${sizePattern(figure)}[|]${month}[|]${duration}`
}

const testPattern = `[^|;\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]{1,${longestStressTestName}}[|](${shockFigureKeys.map(changePattern).join('|')})`

/** The whole form, in the syntax that JavaScript and PostgreSQL share. */
export const ownStressTestsPattern = `^${testPattern}(;${testPattern}){0,${mostOwnStressTests - 1}}$`
const form = new RegExp(ownStressTestsPattern, 'u')

/** Stress tests as they are stored, of an assumption; none of a text that is not written so. */
export function readOwnStressTests(text: unknown): OwnStressTest[] {
  if (typeof text !== 'string' || !form.test(text)) return []
  return text.split(';').map((test) => {
    const [name = '', figure = '', by = '', from = '', months = ''] = test.split('|')
    return {
      name,
      figure: figure as ShockFigure,
      by: Number(by),
      from: from === '' ? null : (from as Month),
      months: months === '' ? null : Number(months),
    }
  })
}

/** The text to store; null for none. */
export function writeOwnStressTests(tests: readonly OwnStressTest[]): string | null {
  const written = tests.map(({ name, figure, by, from, months }) =>
    [name, figure, Number(by.toFixed(2)), from ?? '', months ?? ''].join('|'),
  )
  return written.length === 0 ? null : written.join(';')
}

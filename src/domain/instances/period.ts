import { isMonth } from '../calendar/month.ts'

/** The field beside which it is said. */
export const periodEnd = 'end_month'

interface PeriodProblem {
  readonly key: typeof periodEnd
  readonly message: string
}

/** What is wrong with the months of a beginning and an end together, as private.param_problems judges them; null when nothing is. */
export function periodProblem(values: Readonly<Record<string, unknown>>): PeriodProblem | null {
  const { start_month: start, end_month: end } = values
  if (typeof start !== 'string' || typeof end !== 'string' || !isMonth(start) || !isMonth(end)) return null
  return end < start ? { key: periodEnd, message: 'The last month is before the first.' } : null
}

/** How much may be paid into a super fund out of untaxed income in a financial year. Projections do not enforce it: forms ask back. */
import { type Month, toMonth } from '#domain/calendar/month.ts'

interface Cap {
  /** The first month of the financial year from which on it holds. */
  readonly from: Month
  readonly most: number
  readonly source: string
}

const caps: readonly Cap[] = [
  {
    from: toMonth('2024-07'),
    most: 30_000,
    source: 'Income Tax Assessment Act 1997, s 291-20, as indexed for 2024–25 and 2025–26',
  },
  {
    from: toMonth('2026-07'),
    most: 32_500,
    source:
      'Income Tax Assessment Act 1997, s 291-20, as indexed for 2026–27 by average weekly ordinary time earnings of 26 February 2026',
  },
]

/** Of the financial year of a month; the first one known before it. */
export function concessionalCap(month: Month): number {
  const begun = caps.findLast(({ from }) => from <= month) ?? caps[0]
  return begun?.most ?? Number.POSITIVE_INFINITY
}

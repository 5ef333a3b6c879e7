import { useState } from 'react'
import { currentMonth, type Month } from '#domain/calendar/month.ts'

/** Projections begin with the month in which the page was opened. */
export function useStartMonth(): Month {
  const [month] = useState(() => currentMonth(new Date()))
  return month
}

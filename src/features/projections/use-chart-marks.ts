import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Plan } from '#domain/projection/plan.ts'
import { useFormat } from '#ui/format.ts'
import { type ChartMark, chartMarks } from './event-words.ts'
import { eventsQuery } from './events-query.ts'

/** The events of a plan for the time axis of a chart; none while they are not known. */
export function useChartMarks(plan: Plan | undefined): readonly ChartMark[] | undefined {
  const { locale } = useFormat()
  const { data } = useQuery(eventsQuery(plan))
  return useMemo(() => data && plan && chartMarks(data, plan.startMonth, locale), [data, plan, locale])
}

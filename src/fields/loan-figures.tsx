/** What a loan comes to, in words. */
import { Stack, Text } from '@mantine/core'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import type { LoanCourse, RefinancingCourse } from '#domain/projection/analysis/loan-course.ts'
import { counted } from '#lib/counted.ts'
import { type Format, useFormat } from '#ui/format.ts'

/** What a refinancing costs and brings. */
function refinancingSentences({ costs, isDrawn, breakEven, savedInAll }: RefinancingCourse, format: Format) {
  const money = (amount: number) => formatMoney(Math.round(Math.abs(amount)), format)
  const { byRepayments, byInterest } = breakEven
  const when = (months: number | null) => (months === null ? 'never' : `in ${counted(months, 'month')}`)
  const isNever = byRepayments === null && byInterest === null
  const earnedBack = isNever
    ? 'are never earned back'
    : `are earned back ${when(byRepayments)} by lower repayments, ${when(byInterest)} by lower interest`
  const drawn = isDrawn ? ', interest on the money drawn included' : ''
  return [
    ...(Math.round(costs) > 0 ? [`The costs of refinancing, ${money(costs)}, ${earnedBack}.`] : []),
    Math.round(savedInAll) === 0
      ? `In all, refinancing saves nothing${drawn}.`
      : `In all, refinancing ${savedInAll < 0 ? 'costs' : 'saves'} ${money(savedInAll)}${drawn}.`,
  ]
}

/** In sentences, what matters first. */
export function loanSentences(course: LoanCourse, format: Format): readonly string[] {
  const money = (amount: number) => formatMoney(Math.round(amount), format)
  const month = (of: Month) => formatMonth(of, format.locale)
  const { repayment, afterInterestOnly, afterRefinancing, saved, refinancing } = course
  const changes = [
    ...(afterInterestOnly ? [{ ...afterInterestOnly, why: 'when the interest-only time is over' }] : []),
    ...(afterRefinancing ? [{ ...afterRefinancing, why: 'refinanced' }] : []),
  ].toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const steps = changes.map(
    ({ month: from, repayment: then, why }) => `, ${money(then)} from ${month(from)} on, ${why}`,
  )
  return [
    `The first repayment is ${money(repayment)} a month${steps.join('')}.`,
    `It is repaid in ${month(course.lastMonth)}, with ${money(course.interest)} of interest until then.`,
    ...(saved && saved.interest >= 1
      ? [
          `${course.usesHousehold ? 'With what the household account is expected to hold, paying' : 'Paying'} ahead saves ${money(saved.interest)} of interest${saved.months > 0 ? ` and ${counted(saved.months, 'month')}` : ''} against regular repayments alone.`,
        ]
      : []),
    ...(refinancing ? refinancingSentences(refinancing, format) : []),
  ]
}

/** A loan in sentences. */
export function LoanFigures({ course }: { course: LoanCourse }) {
  const format = useFormat()
  return (
    <Stack gap={2} role="group" aria-label="What this loan comes to">
      {loanSentences(course, format).map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}

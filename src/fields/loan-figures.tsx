/** What the loan that stands in a form comes to, while it is being typed. */
import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { paramsSchema } from '#domain/instances/schema.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { formatMoney } from '#domain/money/format.ts'
import { type LoanCourse, loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { counted } from '#lib/counted.ts'
import { type Format, useFormat } from '#ui/format.ts'

/** The group of the form below which it is shown; null for kinds without a loan. */
export function loanGroupOf(kind: InstanceKind): string | null {
  if (kind === 'property') return 'loan'
  return kind === 'loan' ? 'terms' : null
}

/** Of the whole loan, as the amounts of the form are; null where nothing is owed, or what is typed cannot be projected. */
function courseOf(kind: InstanceKind, params: Params, assumptions: Params, now: Month): LoanCourse | null {
  const whole = kind === 'property' ? { ...params, ownership_share: 100 } : params
  if (loanGroupOf(kind) === null || !paramsSchema(kind).safeParse(whole).success) return null
  const instance = {
    id: 'typed',
    lineageId: 'typed',
    name: '',
    kind,
    status: 'active',
    params: whole,
  } as const
  return loanCourse({ instances: [instance], assumptions, startMonth: now }, instance.id)
}

/** In sentences, what matters first. */
export function loanSentences(course: LoanCourse, format: Format): readonly string[] {
  const money = (amount: number) => formatMoney(Math.round(amount), format)
  const month = (of: Month) => formatMonth(of, format.locale)
  const { repayment, afterInterestOnly, afterRefinancing, saved } = course
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
          `Paying ahead saves ${money(saved.interest)} of interest and ${counted(saved.months, 'month')} against regular repayments alone.`,
        ]
      : []),
  ]
}

interface LoanFiguresProps {
  kind: InstanceKind
  params: Params
  /** What it is projected under, sparse. */
  assumptions: Params
  now: Month
}

export function LoanFigures({ kind, params, assumptions, now }: LoanFiguresProps) {
  const format = useFormat()
  const course = useMemo(() => courseOf(kind, params, assumptions, now), [kind, params, assumptions, now])
  if (!course) return null
  return (
    <Stack gap={2} pt="lg" component="output" aria-label="What this loan comes to">
      {loanSentences(course, format).map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}

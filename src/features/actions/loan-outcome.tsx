import { Paper, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useId, useMemo } from 'react'
import { formatMoney } from '#domain/money/format.ts'
import { type LoanCourse, loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { type Plan, PlanError, type PlanInstance } from '#domain/projection/plan.ts'
import { LoanFigures } from '#fields/loan-figures.tsx'
import { counted } from '#lib/counted.ts'
import { type Format, useFormat } from '#ui/format.ts'

/** In milliseconds: what is said aloud waits until a number is typed. */
const pause = 200

interface LoanOutcomeProps {
  plan: Plan
  /** As it is now. */
  before: PlanInstance
  /** As it would be. */
  after: PlanInstance
}

/** What a loan would come to, and what of that is otherwise than as it is now. */
export function LoanOutcome({ plan, before, after: typed }: LoanOutcomeProps) {
  const format = useFormat()
  const headingId = useId()
  const [after] = useDebouncedValue(typed, pause)
  const [now, then] = useMemo(
    () => [courseOf(plan, before), courseOf(plan, after)] as const,
    [plan, before, after],
  )
  if (!then) return null
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby={headingId}>
      <Stack gap="xs">
        <Title order={2} fz="lg" id={headingId}>
          What the loan comes to
        </Title>
        {now && before !== after && (
          <Text fw={600} role="status">
            {comparedSentence(now, then, format)}
          </Text>
        )}
        <LoanFigures course={then} />
      </Stack>
    </Paper>
  )
}

/** Null where none is owed, or what is typed cannot be projected. */
function courseOf(plan: Plan, holding: PlanInstance): LoanCourse | null {
  const instances = plan.instances.map((one) => (one.id === holding.id ? holding : one))
  try {
    return loanCourse({ ...plan, instances }, holding.id)
  } catch (error) {
    if (error instanceof PlanError) return null
    throw error
  }
}

/** How much sooner it is repaid than as it is now, and how much less interest it costs. */
export function comparedSentence(now: LoanCourse, then: LoanCourse, format: Format): string {
  const months = now.payments - then.payments
  const interest = Math.round(now.interest - then.interest)
  const when =
    months === 0
      ? 'repaid in the same month'
      : `repaid ${counted(Math.abs(months), 'month')} ${months > 0 ? 'sooner' : 'later'}`
  const cost =
    interest === 0
      ? 'with the same interest'
      : `with ${formatMoney(Math.abs(interest), format)} ${interest > 0 ? 'less' : 'more'} interest`
  return `Against as it is now, it is ${when}, ${cost}.`
}

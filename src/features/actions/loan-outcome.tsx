import { Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useId, useMemo } from 'react'
import { formatMoney } from '#domain/money/format.ts'
import { type LoanCourse, loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { type Plan, PlanError, type PlanInstance } from '#domain/projection/plan.ts'
import { LoanFigures } from '#fields/loan-figures.tsx'
import { counted } from '#lib/counted.ts'
import { type Format, useFormat } from '#ui/format.ts'

interface LoanOutcomeProps {
  plan: Plan
  /** As it is now. */
  before: PlanInstance
  /** As it would be. */
  after: PlanInstance
}

/** What a loan would come to, and what of that is otherwise than as it is now. */
export function LoanOutcome({ plan, before, after }: LoanOutcomeProps) {
  const format = useFormat()
  const headingId = useId()
  const now = useMemo(() => courseOf(plan, before), [plan, before])
  const then = useMemo(() => courseOf(plan, after), [plan, after])
  const sentence = now && then && before !== after ? comparedSentence(now, then, format) : ''
  return (
    <>
      {/* There before it says something, or nobody is told. */}
      <VisuallyHidden role="status">{sentence}</VisuallyHidden>
      {then && (
        <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby={headingId}>
          <Stack gap="xs">
            <Title order={2} fz="lg" id={headingId}>
              What the loan comes to
            </Title>
            {sentence && <Text fw={600}>{sentence}</Text>}
            <LoanFigures course={then} />
          </Stack>
        </Paper>
      )}
    </>
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
  return `Compared with now, it is ${when}, ${cost}.`
}

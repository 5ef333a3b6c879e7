import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router-dom'
import { useUser } from '#data/auth/session.tsx'
import { keepPlaceInGuide, useGuide } from '#lib/guide.ts'
import { focusPageHeading } from '#ui/page-heading.ts'
import classes from './guide-steps.module.css'

const labels = ['What to find out', 'Which one', 'What changes', 'Beside reality'] as const

interface GuideStepsProps {
  /** From 1. */
  step: 1 | 2 | 3 | 4
  /** Where earlier steps are gone back to, in their order; null where there was nothing to choose. */
  back?: readonly (string | null)[]
  /** What this step is about. */
  children: ReactNode
}

/** Where one is in the guide through one's first scenario; nothing outside of it. */
export function GuideSteps({ step, back = [], children }: GuideStepsProps) {
  const guide = useGuide()
  const { id: userId } = useUser()
  const { isOn, here } = guide
  const isEnd = step === labels.length
  useEffect(() => {
    if (isOn) keepPlaceInGuide(userId, isEnd ? null : here)
  }, [isOn, isEnd, here, userId])
  // A step within a page takes what had the focus along.
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) focusPageHeading()
    before.current = step
  }, [step])
  if (!isOn) return null
  return (
    <Paper
      component="section"
      withBorder
      p={{ base: 'sm', sm: 'md' }}
      aria-label="Your first scenario"
      className="no-print"
    >
      <Stack gap="xs">
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text fw={600}>
            Your first scenario, step {step} of {labels.length}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            flex="none"
            onClick={() => {
              focusPageHeading()
              keepPlaceInGuide(userId, null)
              guide.leave()
            }}
          >
            Leave the guide
          </Button>
        </Group>
        <ol className={classes.steps}>
          {labels.map((label, index) => (
            <Step
              key={label}
              number={index + 1}
              label={label}
              isNow={index + 1 === step}
              to={index + 1 < step ? (back[index] ?? null) : null}
              isDone={index + 1 < step}
            />
          ))}
        </ol>
        <Text size="sm">{children}</Text>
      </Stack>
    </Paper>
  )
}

interface StepProps {
  number: number
  label: string
  isNow: boolean
  isDone: boolean
  /** Where it is gone back to. */
  to: string | null
}

function Step({ number, label, isNow, isDone, to }: StepProps) {
  const words = (
    <>
      <span className={classes.number} aria-hidden>
        {isDone ? <IconCheck size={14} /> : number}
      </span>
      <span className={classes.label}>{label}</span>
    </>
  )
  return (
    <li className={classes.step} {...(isNow && { 'aria-current': 'step' as const })}>
      {to === null ? (
        words
      ) : (
        <Anchor component={Link} to={to} c="inherit" inherit className={classes.step} aria-label={label}>
          {words}
        </Anchor>
      )}
    </li>
  )
}

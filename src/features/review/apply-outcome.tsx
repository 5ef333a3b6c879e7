import { Alert, Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck, IconRefreshAlert } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { doneInWords, summarisePlan } from './plan-summary.ts'
import type { Apply } from './use-apply.ts'

interface AppliedProps {
  scenarioId: string
  answer: ApplicationAnswer
  onContinue: () => void
}

/** After a success: what was done, and where it can be seen and undone. */
export function Applied({ scenarioId, answer, onContinue }: AppliedProps) {
  useEffect(() => {
    // What was on the page is gone, the button that was pressed too; and again when this goes.
    focusPageHeading()
    return focusPageHeading
  }, [])
  return (
    <div role="status">
      <EmptyState
        icon={<IconCircleCheck size={32} />}
        title="Applied"
        actions={
          <>
            <LinkButton to={paths.instances}>See your investments</LinkButton>
            <LinkButton
              to={paths.scenarioTab(scenarioId, 'history')}
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
            >
              History and undo
            </LinkButton>
            <Button variant="subtle" onClick={onContinue}>
              Continue with this scenario
            </Button>
          </>
        }
      >
        {doneInWords(summarisePlan(answer))}, all in one step.
        {answer.replayed && ' This had been carried out when you asked before; nothing was done twice.'}
      </EmptyState>
    </div>
  )
}

/** What came of the last attempt when it was no success. Decisions are kept in every case. */
export function ApplyTrouble({ apply }: { apply: Apply }) {
  const { answer, failure, failed, pending } = apply
  if (pending)
    return (
      <Alert
        color={failure === null ? 'yellow' : 'red'}
        icon={<IconRefreshAlert aria-hidden />}
        title={failure === null ? 'Your last apply got no answer' : failed}
        role="alert"
      >
        It may or may not have been carried out; your decisions are kept. Asking again is safe: it is never
        carried out twice.
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={apply.repeat} loading={apply.isApplying}>
            Ask again
          </Button>
        </Group>
      </Alert>
    )
  if (answer?.status === 'failed')
    return (
      <Alert color="red" icon={<IconRefreshAlert aria-hidden />} title="Nothing was applied" role="alert">
        {answer.error?.message ?? 'The server refused a value.'} Your decisions are kept: mend what is wrong
        in the scenario, then apply again.
      </Alert>
    )
  if (answer?.status === 'conflict')
    return (
      <Alert
        color="orange"
        icon={<IconRefreshAlert aria-hidden />}
        title={answer.stale ? 'Reality moved again, so nothing was applied' : 'Some conflicts are still open'}
        role="alert"
        withCloseButton
        closeButtonLabel="Dismiss"
        onClose={apply.dismiss}
      >
        {answer.stale
          ? 'Something changed after you looked at the plan. Below is the new state; every decision that still fits is kept. Look through it, then apply again.'
          : 'Decide about them below, then apply again.'}
      </Alert>
    )
  if (failure !== null)
    return (
      <ErrorState error={failure} title={failed}>
        <Button size="xs" variant="default" onClick={apply.refresh}>
          Look at the plan again
        </Button>
      </ErrorState>
    )
  return null
}

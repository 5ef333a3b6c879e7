import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { changesLeft, doneInWords, leftInWords, summarisePlan } from './plan-summary.ts'

interface AppliedProps {
  scenarioId: string
  answer: ApplicationAnswer
  /** How many investments were left for later as a whole. */
  rowsLeft: number
  onContinue: () => void
}

/** After a success: what was done, and where it can be seen and undone. */
export function Applied({ scenarioId, answer, rowsLeft, onContinue }: AppliedProps) {
  const left = leftInWords(answer.items.flatMap(changesLeft).length, rowsLeft)
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
        {left !== null && ` ${left}: the scenario proposes that still.`}
        {answer.replayed && ' This had been carried out when you asked before; nothing was done twice.'}
      </EmptyState>
    </div>
  )
}

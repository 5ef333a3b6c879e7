import { Button, Group, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { counted } from '#lib/counted.ts'
import { confirm } from '#ui/confirm.tsx'
import { StickyBar } from '#ui/sticky-bar.tsx'
import { planInWords, summarisePlan } from './plan-summary.ts'
import type { Apply } from './use-apply.ts'

interface ApplyBarProps {
  apply: Apply
  scenarioName: string
  /** Applying is switched off: the plan can be read, not carried out. */
  isSwitchedOff: boolean
}

/** What applying would do in one sentence, and the button that does it. */
export function ApplyBar({ apply, scenarioName, isSwitchedOff }: ApplyBarProps) {
  const { plan, items, isChosen, openConflicts, isPlanReady } = apply
  const chosenCount = items.filter((item) => isChosen(item.scenario_instance_id ?? '')).length
  const words = plan ? planInWords(summarisePlan(plan)) : ''
  const obstacle = obstacleOf({
    chosenCount,
    openCount: openConflicts.length,
    isSwitchedOff,
    canDecide: apply.canResolve.isPending || apply.canResolve.enabled,
  })

  const handleApply = async () => {
    const isSure = await confirm({
      title: `Apply “${scenarioName}” to reality?`,
      message: `This will ${words || 'bring the scenario in line with reality'}, in one step: all of it, or nothing. You can undo it from the history.`,
      confirmLabel: 'Apply to reality',
    })
    if (isSure) apply.apply()
  }

  return (
    <StickyBar label="Apply">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 14rem" role="status">
          {obstacle ??
            (words
              ? `Applying will ${words}.`
              : 'Your investments stay as they are; the scenario takes over what changed in reality.')}
        </Text>
        <Button
          leftSection={<IconChecks size={18} aria-hidden />}
          onClick={() => void handleApply()}
          loading={apply.isApplying}
          disabled={obstacle !== null || !isPlanReady}
        >
          Apply {counted(chosenCount, 'investment')}
        </Button>
      </Group>
    </StickyBar>
  )
}

function obstacleOf({
  chosenCount,
  openCount,
  isSwitchedOff,
  canDecide,
}: {
  chosenCount: number
  openCount: number
  isSwitchedOff: boolean
  canDecide: boolean
}): string | null {
  if (isSwitchedOff) return 'Applying is switched off at the moment.'
  if (chosenCount === 0) return 'Choose at least one investment to apply.'
  if (openCount > 0 && !canDecide) return 'Leave out what is in conflict to apply the rest.'
  if (openCount > 0) return `${counted(openCount, 'decision')} to make before you can apply.`
  return null
}

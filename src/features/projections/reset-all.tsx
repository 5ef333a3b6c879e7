import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { counted } from '#lib/counted.ts'
import { confirm } from '#ui/confirm.tsx'
import { useResetChanges } from './use-reset-changes.ts'
import type { KnownChanges } from './use-scenario-changes.ts'

interface ResetAllProps extends Pick<KnownChanges, 'changes'> {
  scenarioId: string
  onReset: () => void
}

/** Takes all changes of a scenario back at once. */
export function ResetAll({ scenarioId, changes, onReset }: ResetAllProps) {
  const { enabled: canWrite } = useFeatureFlag('feature:scenarios')
  const reset = useResetChanges(scenarioId)
  const [isRunning, setIsRunning] = useState(false)
  if (!canWrite) return null
  const parts = changes.flatMap((change) => change.parts)
  const isNewAmong = parts.some(({ decision }) => decision === 'new')
  async function resetAll() {
    const isSure = await confirm({
      title: 'Reset all changes?',
      message: `${counted(changes.length, 'change')} of this scenario go${changes.length === 1 ? 'es' : ''}: all of it is as in reality again${isNewAmong ? ', and what is new in it is taken out' : ''}. You can undo it for a moment. Reality stays as it is.`,
      confirmLabel: 'Reset all',
      isDestructive: true,
    })
    if (!isSure) return
    setIsRunning(true)
    const isReset = await reset(parts, 'All changes are reset to reality.')
    setIsRunning(false)
    if (isReset) onReset()
  }
  return (
    <Button size="xs" variant="default" loading={isRunning} onClick={() => void resetAll()}>
      Reset all…
    </Button>
  )
}

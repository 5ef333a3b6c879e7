import { Button, Group, Text } from '@mantine/core'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { isSwitchedOff } from '#domain/changes/joint.ts'
import { counted } from '#lib/counted.ts'
import { useSwitchedOff } from '#lib/switched-off.ts'
import { usePrinting } from '#ui/printing.ts'
import { StickyBar } from '#ui/sticky-bar.tsx'
import { type KnownChanges, useScenarioChanges } from './use-scenario-changes.ts'

/** On a page whose figures leave changes out: that they do, and the way back. Nothing otherwise. */
export function SwitchedOffBar({ scenario }: { scenario: Scenario }) {
  const [off, setOff] = useSwitchedOff()
  const { data } = useScenarioChanges(scenario)
  const isOff = (change: KnownChanges['changes'][number]) =>
    change.parts[0].waitsFor === null && isSwitchedOff(change, off)
  const count = data?.changes.filter(isOff).length ?? 0
  const isPrinting = usePrinting()
  if (count === 0) return null
  const words = `${counted(count, 'change is', 'changes are')} switched off in this view. The scenario itself, and what applying it does, stays whole.`
  if (isPrinting) return <Text size="sm">{words}</Text>
  return (
    <StickyBar label="Switched off in this view">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 14rem" role="status">
          {words}
        </Text>
        <Button size="sm" onClick={() => setOff([], [])}>
          {count === 1 ? 'Switch it on' : 'Switch all on'}
        </Button>
      </Group>
    </StickyBar>
  )
}

import { Button, Checkbox, Group, Stack, Title } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Conflict, rowIdOf } from '#data/applications/decisions.ts'
import type { Resolution } from '#data/shapes/plan.ts'
import { counted } from '#lib/counted.ts'
import { usePrinting } from '#ui/printing.ts'
import { PlanItemCard } from './plan-item-card.tsx'
import type { Apply } from './use-apply.ts'

const pageSize = 50
const noFields: readonly string[] = []

interface PlanListProps {
  scenarioId: string
  apply: Apply
}

/** Every instance of the plan, those with a conflict first and open. */
export function PlanList({ scenarioId, apply }: PlanListProps) {
  const [shown, setShown] = useState(pageSize)
  const isPrinting = usePrinting()
  const { items, isChosen, decisions, dropped } = apply
  const hasConflict = (index: number) => items[index]!.fields.some((field) => field.outcome === 'conflict')
  const order = items
    .map((_, index) => index)
    .sort((a, b) => Number(hasConflict(b)) - Number(hasConflict(a)) || a - b)
  const isQuiet = !items.some((_, index) => hasConflict(index))
  const rowIds = items.map(rowIdOf)
  const chosenCount = rowIds.filter(isChosen).length
  const planned = new Map(apply.plan?.items.map((item) => [rowIdOf(item), item]))

  // Cards are many and remember their handlers; what these do is looked up when they are called.
  const latest = useRef(apply)
  useEffect(() => {
    latest.current = apply
  })
  const handleChoose = useCallback(
    (rowId: string, isIn: boolean) => latest.current.setChosen([rowId], isIn),
    [],
  )
  const handleDecide = useCallback(
    (conflict: Conflict, resolution: Resolution | null) => latest.current.decide(conflict, resolution),
    [],
  )

  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} fz="h4">
          What will happen
        </Title>
        <Checkbox
          label={`${chosenCount} of ${counted(items.length, 'investment')} chosen`}
          checked={chosenCount === items.length}
          indeterminate={chosenCount > 0 && chosenCount < items.length}
          onChange={() => apply.setChosen(rowIds, chosenCount < items.length)}
        />
      </Group>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {(isPrinting ? order : order.slice(0, shown)).map((index) => {
          const item = items[index]!
          const rowId = rowIdOf(item)
          const fallen = dropped.filter((conflict) => conflict.rowId === rowId)
          return (
            <PlanItemCard
              key={rowId}
              scenarioId={scenarioId}
              item={item}
              planned={planned.get(rowId)}
              isChosen={isChosen(rowId)}
              decisions={decisions[rowId]}
              outdated={fallen.length > 0 ? fallen.map(({ field }) => field.field) : noFields}
              isOpenAtFirst={hasConflict(index) || (isQuiet && items.length <= 5)}
              canDecide={apply.canResolve.enabled && !apply.isApplying}
              onChoose={handleChoose}
              onDecide={handleDecide}
            />
          )
        })}
      </Stack>
      {shown < items.length && (
        <Button variant="default" onClick={() => setShown(shown + pageSize)} style={{ alignSelf: 'center' }}>
          Show {Math.min(pageSize, items.length - shown)} more of {items.length}
        </Button>
      )}
    </Stack>
  )
}

import { Checkbox, Group, Stack, Title } from '@mantine/core'
import { useCallback, useEffect, useRef } from 'react'
import type { Conflict } from '#data/applications/decisions.ts'
import type { PlanRow, Resolution } from '#data/shapes/plan.ts'
import { counted } from '#lib/counted.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { PlanItemCard } from './plan-item-card.tsx'
import type { Review } from './use-review.ts'

const firstShown = 50
const noFields: readonly string[] = []

interface PlanListProps {
  review: Review
  /** Where what is proposed can be changed. */
  scenarioId?: string | undefined
}

/** Every row of the plan, those with a conflict first and open. */
export function PlanList({ review, scenarioId }: PlanListProps) {
  const { of, rows, isChosen, setChosen, chosen, decisions, dropped } = review
  const ordered = rows.toSorted((a, b) => Number(hasConflict(b)) - Number(hasConflict(a)))
  const { shown, showMore } = useFirstOfMany(ordered, firstShown)
  const isQuiet = !rows.some(hasConflict)
  const planned = new Map(review.plan?.items.map((row) => [row.rowId, row]))

  // Cards are many and remember their handlers; what these do is looked up when they are called.
  const latest = useRef(review)
  useEffect(() => {
    latest.current = review
  })
  const handleChoose = useCallback(
    (rowId: string, isIn: boolean) => latest.current.setChosen?.([rowId], isIn),
    [],
  )
  const handleDecide = useCallback(
    (conflict: Conflict, resolution: Resolution | null) => latest.current.decide(conflict, resolution),
    [],
  )

  return (
    <Stack gap="sm">
      {setChosen && (
        <Group justify="space-between">
          <Title order={2} fz="h4">
            What will happen
          </Title>
          <Checkbox
            label={`${chosen.length} of ${counted(rows.length, 'investment')} chosen`}
            checked={chosen.length === rows.length}
            indeterminate={chosen.length > 0 && chosen.length < rows.length}
            onChange={() =>
              setChosen(
                rows.map(({ rowId }) => rowId),
                chosen.length < rows.length,
              )
            }
          />
        </Group>
      )}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.map((item) => {
          const { rowId } = item
          const fallen = dropped.filter((conflict) => conflict.item.rowId === rowId)
          return (
            <PlanItemCard
              key={rowId}
              of={of}
              scenarioId={scenarioId}
              item={item}
              planned={planned.get(rowId)}
              isChosen={isChosen(rowId)}
              decisions={decisions[rowId]}
              outdated={fallen.length > 0 ? fallen.map(({ field }) => field.field) : noFields}
              isOpenAtFirst={hasConflict(item) || (isQuiet && rows.length <= 5)}
              canDecide={review.canDecide}
              canLeave={of === 'apply' && review.undecidable === null}
              onChoose={setChosen && handleChoose}
              onDecide={handleDecide}
            />
          )
        })}
      </Stack>
      {showMore}
    </Stack>
  )
}

function hasConflict({ fields }: PlanRow): boolean {
  return fields.some(({ outcome }) => outcome === 'conflict')
}

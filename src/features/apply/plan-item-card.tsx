import { Badge, Box, Checkbox, Group, Paper, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { memo, useId, useState } from 'react'
import type { PlanItem, Resolution } from '#data/applications/plan.ts'
import { catalogue } from '#domain/instances/catalogue.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import classes from './apply.module.css'
import { ConflictChoice } from './conflict-choice.tsx'
import { type Conflict, type Decisions, decisionOn, rowIdOf } from './decisions.ts'
import { FieldChange } from './field-changes.tsx'
import { counted } from './plan-summary.ts'

interface PlanItemCardProps {
  /** As the whole plan has it: every conflict open. */
  item: PlanItem
  isChosen: boolean
  decisions: Decisions[string] | undefined
  /** Fields whose decision fell because a value moved. */
  outdated: readonly string[]
  isOpenAtFirst: boolean
  canDecide: boolean
  format: MoneyFormat
  onChoose: (rowId: string, isChosen: boolean) => void
  onDecide: (conflict: Conflict, resolution: Resolution | null) => void
}

/** What applying would do to one instance, field by field, and whether to do it. */
export const PlanItemCard = memo(function PlanItemCard(props: PlanItemCardProps) {
  const { item, isChosen, decisions, outdated, isOpenAtFirst, canDecide, format, onChoose, onDecide } = props
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const detailsId = useId()
  const rowId = rowIdOf(item)
  const conflicts = item.fields.filter((field) => field.outcome === 'conflict')
  const open = conflicts.filter((field) => !decisions?.[field.field]).length
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="li">
      <Group wrap="nowrap" gap="sm" align="center">
        <Checkbox
          checked={isChosen}
          onChange={(event) => onChoose(rowId, event.currentTarget.checked)}
          aria-label={`Apply ${item.name}`}
        />
        <KindIcon kind={item.kind} />
        <Box flex={1} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Text>
          <Group gap={6}>
            <Text size="sm" c="dimmed">
              {catalogue[item.kind].label}
            </Text>
            {isChosen ? (
              <>
                <ActionBadge item={item} />
                {open > 0 && (
                  <Badge color="orange" variant="light">
                    {counted(open, 'decision')} to make
                  </Badge>
                )}
              </>
            ) : (
              <Badge color="gray" variant="outline">
                Left out
              </Badge>
            )}
          </Group>
        </Box>
        {item.fields.length > 0 && (
          <UnstyledButton
            onClick={() => setIsOpen(!isOpen)}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={`Details of ${item.name}`}
            p={6}
          >
            <Chevron size={20} aria-hidden style={{ display: 'block' }} />
          </UnstyledButton>
        )}
      </Group>
      {isOpen && (
        <ul className={classes.fields} id={detailsId} style={{ marginTop: 10 }}>
          {item.fields.map((field) =>
            field.outcome === 'conflict' && isChosen ? (
              <ConflictChoice
                key={field.field}
                conflict={{ rowId, item, field }}
                decision={decisionOn({ [rowId]: decisions ?? {} }, { rowId, field })}
                isOutdated={outdated.includes(field.field)}
                isDisabled={!canDecide}
                format={format}
                onDecide={(resolution) => onDecide({ rowId, item, field }, resolution)}
              />
            ) : (
              <FieldChange key={field.field} item={item} field={field} format={format} />
            ),
          )}
        </ul>
      )}
    </Paper>
  )
})

function ActionBadge({ item }: { item: PlanItem }) {
  const written = item.fields.filter((field) => field.outcome === 'proposed_only').length
  const hasConflict = item.fields.some((field) => field.outcome === 'conflict')
  if (item.action === 'create') return <Badge color="pine">Will be created</Badge>
  if (item.action === 'discard')
    return (
      <Badge color="gray" variant="light">
        Deleted in reality, leaves the scenario
      </Badge>
    )
  if (written > 0)
    return (
      <Badge color="pine" variant="light">
        {counted(written, 'field')} will change
      </Badge>
    )
  if (hasConflict) return null
  return (
    <Badge color="gray" variant="light">
      Takes over what changed in reality
    </Badge>
  )
}

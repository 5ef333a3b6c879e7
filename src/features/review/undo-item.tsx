import { Group, Paper, Stack, Table, Text } from '@mantine/core'
import {
  type Conflict,
  conflictsOf,
  type Decisions,
  decisionOn,
  instanceIdOf,
} from '#data/applications/decisions.ts'
import type { PlanField, PlanItem, Resolution } from '#data/shapes/plan.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { formatMergeField } from '#domain/instances/format.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { useFormat } from '#ui/format.ts'
import { UndoConflict } from './undo-conflict.tsx'
import { describeUndoneCopy } from './undo-words.ts'

interface UndoItemProps {
  item: PlanItem
  decisions: Decisions
  canDecide: boolean
  onDecide: (conflict: Conflict, resolution: Resolution | null) => void
}

/** One instance that would be set back: its fields, and a question for each that has changed since; or a copy. */
export function UndoItem({ item, decisions, canDecide, onDecide }: UndoItemProps) {
  const format = useFormat()
  const words = (field: string, value: PlanField['base']) => {
    if (value !== null && typeof value === 'object') return value.name
    return formatMergeField(item.kind, field, value as Scalar | null, format)
  }
  const conflicts = conflictsOf({ items: [item] }, instanceIdOf)
  const ofCopy = describeUndoneCopy(item)
  const changes = ofCopy ? [] : item.fields.filter(({ outcome }) => outcome === 'proposed_only')
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Group gap="xs">
          <KindIcon kind={item.kind} size={26} />
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Text>
        </Group>
        {ofCopy && <Text size="sm">{ofCopy}</Text>}
        {changes.length > 0 && (
          <Table.ScrollContainer minWidth={320}>
            <Table fz="sm" verticalSpacing={4} aria-label={`What would be set back in ${item.name}`}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Field</Table.Th>
                  <Table.Th>Now</Table.Th>
                  <Table.Th>Afterwards</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {changes.map(({ field, current, proposed }) => (
                  <Table.Tr key={field}>
                    <Table.Th scope="row">{fieldLabel(item.kind, field)}</Table.Th>
                    <Table.Td>{words(field, current)}</Table.Td>
                    <Table.Td fw={650}>{words(field, proposed)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {conflicts.map((conflict) => (
          <UndoConflict
            key={conflict.field.field}
            conflict={conflict}
            decision={decisionOn(decisions, conflict)}
            words={(value) => words(conflict.field.field, value)}
            canDecide={canDecide}
            onDecide={(resolution) => onDecide(conflict, resolution)}
          />
        ))}
      </Stack>
    </Paper>
  )
}

import { Group, Paper, Stack, Table, Text } from '@mantine/core'
import {
  type Conflict,
  conflictsOf,
  type Decisions,
  decisionOn,
  instanceIdOf,
} from '#data/applications/decisions.ts'
import type { PlanItem, Resolution } from '#data/shapes/plan.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { ConflictChoice } from './conflict-choice.tsx'
import { PlanValue } from './field-changes.tsx'
import { describeUndoneCopy } from './undo-words.ts'

interface UndoItemProps {
  item: PlanItem
  /** It undoes an undo. */
  isRedo: boolean
  decisions: Decisions
  canDecide: boolean
  onDecide: (conflict: Conflict, resolution: Resolution | null) => void
}

/** One instance that would be set back: its fields, and a question for each that has changed since; or a copy. */
export function UndoItem({ item, isRedo, decisions, canDecide, onDecide }: UndoItemProps) {
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
                {changes.map((field) => (
                  <Table.Tr key={field.field}>
                    <Table.Th scope="row">{fieldLabel(item.kind, field.field)}</Table.Th>
                    <Table.Td>
                      <PlanValue kind={item.kind} field={field} value={field.current} />
                    </Table.Td>
                    <Table.Td fw={650}>
                      <PlanValue kind={item.kind} field={field} value={field.proposed} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {conflicts.map((conflict) => (
          <ConflictChoice
            key={conflict.field.field}
            asking={isRedo ? 'redo' : 'undo'}
            conflict={conflict}
            decision={decisionOn(decisions, conflict)}
            isDisabled={!canDecide}
            onDecide={(resolution) => onDecide(conflict, resolution)}
          />
        ))}
      </Stack>
    </Paper>
  )
}

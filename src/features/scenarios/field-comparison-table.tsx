import { Table, Text } from '@mantine/core'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import type { FieldOutcome, MergedField } from '#domain/merge/three-way.ts'
import { MergeFieldValue } from '#fields/field-value.tsx'

const notes: Readonly<Record<FieldOutcome, string>> = {
  unchanged: 'The same everywhere',
  proposed_only: 'Changed here',
  current_only: 'Changed in reality',
  same_change: 'The same change in both',
  conflict: 'Needs a decision',
}

interface FieldComparisonTableProps {
  kind: InstanceKind
  name: string
  fields: readonly MergedField[]
}

/** The differing fields of one instance: When copied, Now, Proposed. On a phone each field is a block of its own. */
export function FieldComparisonTable({ kind, name, fields }: FieldComparisonTableProps) {
  const value = (
    { field, base, current, proposed }: MergedField,
    shown: MergedField['base'],
    isStrong = false,
  ) => (
    <MergeFieldValue
      kind={kind}
      field={field}
      value={shown}
      beside={[base, current, proposed]}
      {...(isStrong ? { fw: 650 } : {})}
    />
  )
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table aria-label={`What differs in ${name}`} fz="sm" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>When copied</Table.Th>
            <Table.Th>Now</Table.Th>
            <Table.Th>Proposed</Table.Th>
            <Table.Th>What happened</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((merged) => (
            <Table.Tr key={merged.field}>
              <Table.Th scope="row">{fieldLabel(kind, merged.field)}</Table.Th>
              <Table.Td>{value(merged, merged.base)}</Table.Td>
              <Table.Td>{value(merged, merged.current, merged.outcome !== 'proposed_only')}</Table.Td>
              <Table.Td>{value(merged, merged.proposed, merged.outcome !== 'current_only')}</Table.Td>
              <Table.Td>
                <Text span inherit {...(merged.outcome === 'conflict' ? { fw: 650 } : { c: 'dimmed' })}>
                  {notes[merged.outcome]}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

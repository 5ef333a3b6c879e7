import { Table, Text } from '@mantine/core'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { mergeContents } from '#domain/merge/three-way.ts'
import { MergeFieldValue } from './field-value.tsx'

interface Side {
  readonly label: string
  readonly content: InstanceContent
}

interface ContentDifferencesProps {
  kind: InstanceKind
  sides: readonly [Side, Side]
}

/** Two whole contents side by side, in the fields in which they differ. */
export function ContentDifferences({ kind, sides }: ContentDifferencesProps) {
  const [first, second] = sides
  const fields = mergeContents(first.content, first.content, second.content, kind).filter(
    ({ outcome }) => outcome === 'proposed_only',
  )
  if (fields.length === 0) return <Text size="sm">Both say the same in every field.</Text>
  return (
    <Table fz="sm" verticalSpacing={4} aria-label={`${first.label} and ${second.label}: what differs`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          {sides.map(({ label }) => (
            <Table.Th key={label}>{label}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ overflowWrap: 'anywhere' }}>
        {fields.map(({ field, current, proposed }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row">{fieldLabel(kind, field)}</Table.Th>
            {sides.map(({ label }, index) => (
              <Table.Td key={label}>
                <MergeFieldValue
                  kind={kind}
                  field={field}
                  value={index === 0 ? current : proposed}
                  beside={[current, proposed]}
                />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

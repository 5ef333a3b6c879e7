import { Stack, Table, Text } from '@mantine/core'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { BulkEffect } from '#domain/instances/bulk-change.ts'
import type { InstanceKind, Scalar } from '#domain/instances/types.ts'
import { MergeFieldValue } from '#fields/field-value.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { definitionIn, type EffectsOn, notConcerned } from './bulk-edit.ts'

interface BulkEffectsProps {
  effects: readonly EffectsOn<ScenarioInstance>[]
}

const firstShown = 20

/** What the changes would make of each instance, field by field, now and afterwards. */
export function BulkEffects({ effects }: BulkEffectsProps) {
  const format = useFormat()
  const { shown, showMore } = useFirstOfMany(effects, firstShown)
  const hasFields = effects.some(({ fields }) => fields.length > 1)
  const kinds = new Set(effects.map(({ row }) => row.kind))
  /** The field as this kind calls it, or, where it has none, another one. */
  const labelOf = (kind: InstanceKind, field: string) =>
    (definitionIn(new Set([kind]), field) ?? definitionIn(kinds, field))?.label
  return (
    <Stack gap="xs">
      <Table fz="sm" horizontalSpacing={6} aria-label="What would change">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{hasFields ? 'Investment and field' : 'Investment'}</Table.Th>
            <Table.Th ta="right">Now</Table.Th>
            <Table.Th ta="right">Afterwards</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {hasFields ? (
          shown.map(({ row, fields }) => (
            <Table.Tbody key={row.id}>
              <Table.Tr>
                <Table.Th scope="rowgroup" colSpan={3} fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {row.name}
                </Table.Th>
              </Table.Tr>
              {fields.map(({ field, effect }) => (
                <EffectRow
                  key={field}
                  heading={labelOf(row.kind, field)}
                  {...{ row, field, effect, format }}
                />
              ))}
            </Table.Tbody>
          ))
        ) : (
          <Table.Tbody>
            {shown.flatMap(({ row, fields }) =>
              fields.map(({ field, effect }) => (
                <EffectRow key={row.id} heading={row.name} {...{ row, field, effect, format }} />
              )),
            )}
          </Table.Tbody>
        )}
      </Table>
      {showMore}
    </Stack>
  )
}

interface EffectRowProps {
  heading: string | undefined
  row: ScenarioInstance
  field: string
  effect: BulkEffect
}

function EffectRow({ heading, row, field, effect }: EffectRowProps) {
  const value = (stored: Scalar | null) => (
    <MergeFieldValue
      kind={row.kind}
      field={field}
      value={stored}
      beside={effect.outcome === 'changed' ? [effect.before, effect.after] : []}
    />
  )
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {heading}
      </Table.Th>
      {effect.outcome === 'not_concerned' ? (
        <Table.Td colSpan={2} ta="right" c="dimmed">
          {notConcerned(row.kind, effect.reason)}
        </Table.Td>
      ) : (
        <>
          <Table.Td ta="right">{value(effect.before)}</Table.Td>
          <Table.Td ta="right">
            {effect.outcome === 'changed' && <b>{value(effect.after)}</b>}
            {effect.outcome === 'same' && 'the same'}
            {effect.outcome === 'refused' && (
              <Text span inherit c="var(--mantine-color-error)">
                {effect.problem}
              </Text>
            )}
          </Table.Td>
        </>
      )}
    </Table.Tr>
  )
}

import { Button, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { BulkEffect } from '#domain/instances/bulk-change.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import type { Scalar } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { MergeFieldValue } from '#fields/field-value.tsx'
import { type EffectsOn, notConcerned } from './bulk-edit.ts'

interface BulkEffectsProps {
  effects: readonly EffectsOn<ScenarioInstance>[]
  format: MoneyFormat
}

const firstShown = 20

/** What the changes would make of each instance, field by field, now and afterwards. */
export function BulkEffects({ effects, format }: BulkEffectsProps) {
  const [isAllShown, setIsAllShown] = useState(false)
  const shown = isAllShown ? effects : effects.slice(0, firstShown)
  const hasFields = effects.some(({ fields }) => fields.length > 1)
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={hasFields ? 460 : 320}>
        <Table fz="sm" horizontalSpacing={6} aria-label="What would change">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Investment</Table.Th>
              {hasFields && <Table.Th>Field</Table.Th>}
              <Table.Th ta="right">Now</Table.Th>
              <Table.Th ta="right">Afterwards</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {shown.map(({ row, fields }) => (
            <Table.Tbody key={row.id}>
              {fields.map(({ field, effect }, index) => (
                <Table.Tr key={field}>
                  {index === 0 && (
                    <Table.Th
                      scope={hasFields ? 'rowgroup' : 'row'}
                      rowSpan={fields.length}
                      fw={500}
                      style={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}
                    >
                      {row.name}
                    </Table.Th>
                  )}
                  {hasFields && <Table.Td>{fieldLabel(row.kind, field)}</Table.Td>}
                  <Effect row={row} field={field} effect={effect} format={format} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </Table.ScrollContainer>
      {shown.length < effects.length && (
        <Button size="xs" variant="default" onClick={() => setIsAllShown(true)}>
          Show the other {effects.length - shown.length}
        </Button>
      )}
    </Stack>
  )
}

interface EffectProps {
  row: ScenarioInstance
  field: string
  effect: BulkEffect
  format: MoneyFormat
}

function Effect({ row, field, effect, format }: EffectProps) {
  const value = (stored: Scalar | null) => (
    <MergeFieldValue kind={row.kind} field={field} value={stored} format={format} />
  )
  if (effect.outcome === 'not_concerned')
    return (
      <Table.Td colSpan={2} ta="right" c="dimmed">
        {notConcerned(row.kind, effect.reason)}
      </Table.Td>
    )
  return (
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
  )
}

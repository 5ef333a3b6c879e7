import { Button, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { FieldValue } from '#fields/field-value.tsx'
import { type EffectOn, notConcerned } from './bulk-edit.ts'

interface BulkEffectsProps {
  fieldKey: string
  effects: readonly EffectOn<ScenarioInstance>[]
  format: MoneyFormat
}

const firstShown = 20
/** What needs a look comes first. */
const order = { refused: 0, changed: 1, same: 2, not_concerned: 3 } as const

/** What a change would make of each instance, now and afterwards. */
export function BulkEffects({ fieldKey, effects, format }: BulkEffectsProps) {
  const [isAllShown, setIsAllShown] = useState(false)
  const sorted = [...effects].sort((a, b) => order[a.effect.outcome] - order[b.effect.outcome])
  const shown = isAllShown ? sorted : sorted.slice(0, firstShown)
  return (
    <Stack gap="xs">
      <Table fz="sm" horizontalSpacing={6} aria-label="What would change">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Investment</Table.Th>
            <Table.Th ta="right">Now</Table.Th>
            <Table.Th ta="right">Afterwards</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ row, effect }) => {
            const definition = fieldDefinition(row.kind, fieldKey)
            const value = (stored: string | number | boolean | null) =>
              definition && <FieldValue definition={definition} value={stored} format={format} />
            return (
              <Table.Tr key={row.id}>
                <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
                  {row.name}
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
          })}
        </Table.Tbody>
      </Table>
      {shown.length < sorted.length && (
        <Button size="xs" variant="default" onClick={() => setIsAllShown(true)}>
          Show the other {sorted.length - shown.length}
        </Button>
      )}
    </Stack>
  )
}

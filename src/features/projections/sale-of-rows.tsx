import { Paper, Text } from '@mantine/core'
import type { Typed } from '#fields/typed.ts'
import { SaleFigures } from './sale-figures.tsx'
import { holdingOfRow, type TypedRows, useTypedRows } from './use-typed-plans.ts'

interface SaleOfRowsProps {
  typed: Typed<TypedRows>
  /** What is sold, by the id of its row. */
  about: string
}

/** What a sale would bring in a scenario as it would be written. */
export function SaleOfRows({ typed, about }: SaleOfRowsProps) {
  const { plans } = useTypedRows(typed)
  const row = typed.content.rows.find(
    ({ id, source_instance_id: source }) => id === about || source === about,
  )
  const holding = plans && row && holdingOfRow(plans.scenario, row)
  if (!holding) return null
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <SaleFigures
        key={about}
        plan={plans.scenario}
        instanceId={holding.id}
        none={
          <Text size="sm" c="dimmed">
            This month is before the purchase or after the years that are looked at, so there is nothing to
            show.
          </Text>
        }
      />
    </Paper>
  )
}

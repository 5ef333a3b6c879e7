import { Paper, SimpleGrid, Text } from '@mantine/core'
import type { Instance } from '#data/instances/instance.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { totalsOf } from '#domain/instances/totals.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import classes from './instance-totals.module.css'

/** What the active holdings add up to as entered, the user's share of each. */
export function InstanceTotals({
  instances,
  format,
}: {
  instances: readonly Instance[]
  format: MoneyFormat
}) {
  const totals = totalsOf(instances, currentMonth(new Date()))
  const figures = [
    { label: 'Net worth', amount: totals.net },
    { label: 'Property', amount: totals.property },
    { label: 'Share portfolios', amount: totals.portfolio },
    { label: 'Cash and offset', amount: totals.cash },
    { label: 'Debt', amount: -totals.debt },
  ]
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 3, md: 5 }} spacing="sm" m={0}>
      {figures.map(({ label, amount }) => (
        <Paper key={label} withBorder p="sm" className={classes.figure ?? ''}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={650} fz="lg">
            {formatMoney(amount, format)}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}

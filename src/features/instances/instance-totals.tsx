import { Paper, SimpleGrid, Text } from '@mantine/core'
import type { Instance } from '#data/instances/instance.ts'
import { owed } from '#domain/money/owed.ts'
import { netWorthNow } from '#domain/projection/net-worth-now.ts'
import { Amount } from '#fields/amount.tsx'
import classes from './instance-totals.module.css'
import type { WorthNow } from './use-worth-now.ts'

/** What the holdings on screen add up to now, the user's share of each. */
export function InstanceTotals({
  instances,
  isPart,
  worth,
}: {
  instances: readonly Instance[]
  /** Others that count are not on screen: then the household account, which belongs to none of them, is left out. */
  isPart: boolean
  worth: WorthNow
}) {
  const held = instances.flatMap((instance) => {
    const state = worth.states.get(instance.id)
    return state ? [{ instance, state }] : []
  })
  const totals = netWorthNow(
    held.map(({ instance }) => instance),
    { states: held.map(({ state }) => state), household: isPart ? 0 : worth.household },
  )
  const figures = [
    { label: isPart ? 'Net worth of what is shown' : 'Net worth now', amount: totals.net },
    { label: 'Property', amount: totals.property },
    { label: 'Portfolios', amount: totals.portfolio },
    { label: 'Cash and offset', amount: totals.cash },
    { label: 'Debt', amount: owed(totals.debt) },
    ...(totals.household === 0 ? [] : [{ label: 'Household account', amount: totals.household }]),
  ]
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 3, md: figures.length }} spacing="sm" m={0}>
      {figures.map(({ label, amount }) => (
        <Paper key={label} withBorder p="sm" className={classes.figure ?? ''}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={650} fz="lg">
            <Amount amount={amount} />
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}

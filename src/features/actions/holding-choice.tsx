import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type Action, holdingsFor } from '#domain/actions/action.ts'
import { formatMoney } from '#domain/money/format.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { useFormat } from '#ui/format.ts'
import { RowLink, rowOfLink } from '#ui/row-link.tsx'
import { type Stored, useActionPlan } from './use-stored.ts'

/** What an action can be done to, the largest first; none where there is nothing to choose. */
export function useHoldingsToChoose(action: Action, scenario: Scenario | null, stored: Stored) {
  const plan = useActionPlan(scenario, stored)
  return useMemo(() => {
    const holdings = holdingsFor(action, plan)
    return holdings.length > 1 ? holdings : []
  }, [action, plan])
}

interface HoldingChoiceProps {
  action: Action
  holdings: readonly PlanInstance[]
  pathOf: (holdingId: string) => string
}

/** Asks what an action is to be done to. */
export function HoldingChoice({ action, holdings, pathOf }: HoldingChoiceProps) {
  const format = useFormat()
  const { of } = action
  if (of === null) return null
  return (
    <Stack component="section" gap="sm" aria-label={of.question}>
      <Title order={2} fz="lg">
        {of.question}
      </Title>
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} m={0} p={0} style={{ listStyle: 'none' }}>
        {holdings.map((holding) => (
          <Paper key={holding.id} component="li" withBorder p="md" {...rowOfLink}>
            <RowLink to={pathOf(holding.id)}>{holding.name}</RowLink>
            <Text size="sm" c="dimmed">
              {formatMoney(of.sizeOf(holding), format)}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  )
}

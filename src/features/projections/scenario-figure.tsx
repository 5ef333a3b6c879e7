import { Box, Skeleton, Stack, Text } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Outlooks } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { OutcomeLine } from './outcome-note.tsx'
import { EstimatedAmount, isSpread } from './outlook-card.tsx'
import { outlooksQuery } from './outlook-query.ts'
import { useScenarioPlans } from './use-comparison.ts'

/** Room for the lines that will stand here, so that the cards do not move when they come. */
const height = 96

/** While the plans are not known. */
const notYet = queryOptions<Outlooks>({ queryKey: ['outlooks', null], queryFn: skipToken })

/** What a scenario comes to beside reality, for its card. Loaded and computed once the card comes into sight. */
export function ScenarioFigure({ scenario }: { scenario: Scenario }) {
  const { ref, entry } = useIntersection({ rootMargin: '200px' })
  const { id, name, assumptions } = scenario
  const { plans, queries } = useScenarioPlans({
    scenarioId: id,
    assumptions,
    scope: 'all',
    isEnabled: entry?.isIntersecting ?? false,
  })
  const outlooks = useQuery(plans ? outlooksQuery(plans.reality, [plans.scenario]) : notYet)
  const [compared] = outlooks.data?.scenarios ?? []
  const format = useFormat()
  const failed = [outlooks, ...queries].some((query) => query.error && query.data === undefined)
  return (
    <Box ref={ref} mih={height}>
      {failed ? (
        <Text size="sm" c="dimmed">
          What it comes to could not be worked out.
        </Text>
      ) : plans && compared ? (
        <Stack gap={2}>
          <Text fw={650} fz="lg" lh={1.3}>
            <EstimatedAmount estimate={compared.outlook.middle} />
          </Text>
          <Text size="sm" c="dimmed">
            Net worth in {formatMonth(endMonth(plans.scenario), format.locale, 'short')}, in today’s money
            {isSpread(compared.outlook) && (
              <>
                ; 8 in 10 futures end between <EstimatedAmount estimate={compared.outlook.low} /> and{' '}
                <EstimatedAmount estimate={compared.outlook.high} />
              </>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            Difference from reality: <EstimatedAmount estimate={compared.difference.middle} isSigned />
          </Text>
          <OutcomeLine scenarioId={id} outcome={plans.outcome} name={name} />
        </Stack>
      ) : (
        <Skeleton height={height - 6} aria-hidden />
      )}
    </Box>
  )
}

function endMonth({ startMonth, assumptions }: Plan) {
  return endMonthOf({ startMonth }, Number(resolveAssumptions(assumptions).horizon_years))
}

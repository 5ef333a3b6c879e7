import { Box, Skeleton, Stack, Text } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { finalFigureQuery } from './final-figure-query.ts'
import { OutcomeLine } from './outcome-note.tsx'
import { useScenarioPlans } from './use-comparison.ts'

/** Room for the lines that will stand here, so that the cards do not move when they come. */
const height = 72

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
  const figure = useQuery(finalFigureQuery(plans?.scenario))
  const reality = useQuery(finalFigureQuery(plans?.reality))
  const format = useFormat()
  const failed = [figure, reality, ...queries].some((query) => query.error && query.data === undefined)
  return (
    <Box ref={ref} mih={height}>
      {failed ? (
        <Text size="sm" c="dimmed">
          What it comes to could not be worked out.
        </Text>
      ) : plans && figure.data !== undefined && reality.data !== undefined ? (
        <Stack gap={2}>
          <Text fw={650} fz="lg" lh={1.3}>
            <Amount amount={figure.data} />
          </Text>
          <Text size="sm" c="dimmed">
            Net worth in {formatMonth(endMonth(plans.scenario), format.locale, 'short')}, in today’s money
          </Text>
          <Text size="sm" c="dimmed">
            Difference from reality: <Amount amount={figure.data - reality.data} isSigned />
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

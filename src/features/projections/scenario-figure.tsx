import { Box, Skeleton, Stack, Text } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Outlooks } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { counted } from '#lib/counted.ts'
import { useFormat } from '#ui/format.ts'
import { formatChance } from './bands.ts'
import { realityStyle, scenarioStyle } from './chart-lines.ts'
import { OutcomeLine } from './outcome-note.tsx'
import { EstimatedAmount, isSpread } from './outlook-card.tsx'
import { outlooksQuery } from './outlook-query.ts'
import { useProjections } from './projection-query.ts'
import { totals } from './series.ts'
import { SmallLine } from './small-line.tsx'
import { useScenarioPlans } from './use-comparison.ts'
import { useScenarioChanges } from './use-scenario-changes.ts'

/** Room for what will stand here, so that the cards do not move when it comes. */
const height = 232

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
  const real = outlooks.data
  const [compared] = real?.scenarios ?? []
  const { data: courses } = useProjections(plans ? [plans.reality, plans.scenario] : [])
  const changes = useScenarioChanges(scenario, { isEnabled: plans !== undefined }).data?.changes
  const format = useFormat()
  const failed = [outlooks, ...queries].some((query) => query.error && query.data === undefined)
  return (
    <Box ref={ref} mih={height}>
      {failed ? (
        <Text size="sm" c="dimmed">
          What it comes to could not be worked out.
        </Text>
      ) : plans && real && compared ? (
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
          <Text size="sm" c="dimmed">
            Reality: <EstimatedAmount estimate={real.reality.middle} />
            {isSpread(real.reality) && (
              <>
                , between <EstimatedAmount estimate={real.reality.low} /> and{' '}
                <EstimatedAmount estimate={real.reality.high} />
              </>
            )}
          </Text>
          {compared.risk.goal && (
            <Text size="sm" c="dimmed">
              Reaches the goal in {formatChance(compared.risk.goal.chance, format.locale)} of futures
              {real.realRisk.goal && `, reality in ${formatChance(real.realRisk.goal.chance, format.locale)}`}
            </Text>
          )}
          {changes && (
            <Text size="sm" c="dimmed">
              {changes.length === 0 ? 'No changes yet' : counted(changes.length, 'change')}
            </Text>
          )}
          {courses && <SmallLine lines={smallLines(courses)} />}
          <OutcomeLine scenarioId={id} outcome={plans.outcome} name={name} />
        </Stack>
      ) : (
        <Skeleton height={height - 6} aria-hidden />
      )}
    </Box>
  )
}

/** Reality below, so that the scenario is seen where the two are one. */
function smallLines([reality, scenario]: readonly Projection[]) {
  return [
    ...(reality
      ? [{ key: 'reality', values: totals(reality, 'netWorth', 'today'), style: realityStyle }]
      : []),
    ...(scenario
      ? [{ key: 'scenario', values: totals(scenario, 'netWorth', 'today'), style: scenarioStyle }]
      : []),
  ]
}

function endMonth({ startMonth, assumptions }: Plan) {
  return endMonthOf({ startMonth }, Number(resolveAssumptions(assumptions).horizon_years))
}

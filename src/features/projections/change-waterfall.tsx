import { Paper, Stack, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import { jointLineOf } from '#domain/changes/joint-sentence.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { useValueFormat } from '#fields/references.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { coursesInWorkers } from '#workers/analysis-client.ts'
import { pathOfChange } from './change-path.ts'
import { switchedOnInTurn } from './change-steps.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'
import { at, type Money, totals } from './series.ts'
import { type KnownChanges, useScenarioChanges } from './use-scenario-changes.ts'
import { WaterfallChart } from './waterfall-chart.tsx'

/** Net worth at the end of each plan, if every year were average. */
function endsInTurnQuery(plans: readonly Plan[], money: Money) {
  return queryOptions<readonly number[]>({
    queryKey: ['ends-in-turn', money, ...plans.map(planKey)],
    queryFn: async ({ signal, client }) => {
      forgetOldResults(client, 'ends-in-turn')
      const courses = await Promise.all(plans.map((plan) => coursesInWorkers(plan, [[]], { signal })))
      return courses.flatMap(([course]) =>
        course ? [at(totals(course, 'netWorth', money), course.years)] : [],
      )
    },
    ...computed,
  })
}

interface ChangeWaterfallProps {
  scenario: Scenario
  /** The scenario's, of the same years. */
  projection: Projection
  money: Money
  /** Changes that the view leaves out, as in `projection`. */
  off: SwitchedOff
}

/** From reality to a scenario change by change, each on top of those before; a bar leads to where the change is made. */
export function ChangeWaterfall({ scenario, ...shown }: ChangeWaterfallProps) {
  const { data } = useScenarioChanges(scenario)
  return data && data.changes.length > 0 ? <InTurn scenario={scenario} known={data} {...shown} /> : null
}

function InTurn({ scenario, known, projection, money, off }: ChangeWaterfallProps & { known: KnownChanges }) {
  const format = useValueFormat()
  const { changes, planWithout } = known
  const { inTurn, plans } = useMemo(() => {
    const { start, steps } = switchedOnInTurn(changes, off)
    const offs = [start, ...steps.map((step) => step.off)]
    return { inTurn: steps.map(({ change }) => change), plans: offs.map(planWithout) }
  }, [changes, planWithout, off])
  const { data: ends, error } = useQuery(endsInTurnQuery(plans, money))
  const title = `From reality to “${scenario.name}”, change by change`
  const hasAssumptions = inTurn.some(({ parts: [{ copy }] }) => copy === null)
  const month = formatMonth(endMonthOf(projection, projection.years), format.locale)
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} fz="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          Each change on top of those above it, so that all of them add up: what one does alone stands in the
          overview. {hasAssumptions && 'It begins with reality under your own assumptions. '}
        </Text>
        {error ? (
          <ErrorState error={error} title="The changes could not be worked out" />
        ) : ends ? (
          <WaterfallChart
            caption={`${title}, if every year were average, ${money === 'today' ? 'in today’s money' : 'in future money'}`}
            start={{
              label: `${hasAssumptions ? 'Reality under your assumptions' : 'Reality'}, ${month}`,
              amount: at(ends, 0),
            }}
            steps={inTurn.map((change, index) => ({
              key: change.id,
              label: jointLineOf(change, format, false),
              amount: at(ends, index + 1) - at(ends, index),
              to: pathOfChange(scenario.id, change.parts[0]),
            }))}
            end={{ label: `${scenario.name}, ${month}`, amount: at(ends, ends.length - 1) }}
          />
        ) : (
          <LoadingState rows={1} height={200} label="Working out the changes one after the other" />
        )}
      </Stack>
    </Paper>
  )
}

import { Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import type { Plan } from '#domain/projection/plan.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { manyStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart } from './comparison-chart.tsx'
import { keyFigures } from './key-figures.ts'
import { useProjections } from './projection-query.ts'
import type { Money } from './series.ts'
import { StressCards } from './stress-cards.tsx'
import { stressCount, stressedPlans, stressOutcomes } from './stress-tests.ts'

interface StressProps {
  plan: Plan
  /** Meets the same shocks. */
  reality?: Plan
  money: Money
}

/** Projects the plans under every shock; says what there is to show meanwhile. */
function useStress({ plan, reality, money }: StressProps) {
  const plans = useMemo(
    () => [...stressedPlans(plan), ...(reality ? stressedPlans(reality) : [])],
    [plan, reality],
  )
  const { data, error } = useProjections(plans)
  if (error) return { instead: <ErrorState error={error} title="The stress tests could not be computed" /> }
  const [planned] = data ?? []
  if (!data || !planned)
    return { instead: <LoadingState rows={1} height={190} label="Computing the stress tests" /> }
  const own = data.slice(0, stressCount)
  return {
    planned,
    outcomes: stressOutcomes(own, money),
    reality: reality ? stressOutcomes(data.slice(stressCount), money) : undefined,
  }
}

/** What a scenario would survive, beside reality: rates that rise, prices that fall, tenants that leave. */
export function StressView(props: StressProps) {
  const { money } = props
  const stress = useStress(props)
  if (stress.instead) return stress.instead
  const { planned, outcomes, reality } = stress
  return (
    <Stack gap="md">
      <Explanation />
      <StressCards
        planned={keyFigures(planned, money)}
        outcomes={outcomes}
        {...(reality ? { reality } : {})}
      />
      <ComparisonChart
        sides={[
          { key: 'planned', label: 'As planned', projection: planned, style: scenarioStyle },
          ...outcomes.map(({ preset, projection }, index) => ({
            key: preset.key,
            label: preset.label,
            projection,
            style: manyStyle(index + 1),
          })),
        ]}
        row="netWorth"
        money={money}
      />
    </Stack>
  )
}

/** The same in short, for a page that shows more than this. */
export function StressSummary(props: StressProps & { title: string }) {
  const { title, money } = props
  const stress = useStress(props)
  return (
    <Stack gap="xs">
      <div>
        <Title order={2} fz="h4">
          {title}
        </Title>
        <Explanation />
      </div>
      {stress.instead ?? (
        <StressCards planned={keyFigures(stress.planned, money)} outcomes={stress.outcomes} />
      )}
    </Stack>
  )
}

function Explanation() {
  return (
    <Text size="sm" c="dimmed">
      One shock at a time; everything else stays as planned, as if every year were average.
    </Text>
  )
}

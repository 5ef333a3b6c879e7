import { Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { viewAssumptions } from '#domain/changes/decisions.ts'
import type { Params } from '#domain/instances/types.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { useProjections } from './projection-query.ts'
import { useStartMonth } from './use-start-month.ts'

interface DefaultsImpactProps {
  /** Reality as it will be. */
  after: readonly PlanInstance[]
  /** Assumptions that are to be made defaults. */
  defaults: Params
}

const title = 'What your new defaults would do to reality'

/** What other defaults would do to reality: the same holdings under both, looked at as far and measured by the same goal. */
export function DefaultsImpact({ after, defaults }: DefaultsImpactProps) {
  const { assumptions: own } = usePreferences()
  const startMonth = useStartMonth()
  const plans = useMemo(() => {
    const view = Object.fromEntries(Object.entries(defaults).filter(([key]) => viewAssumptions.has(key)))
    const plan = (assumptions: Params) => ({ instances: after, assumptions, startMonth })
    return { scenario: plan({ ...own, ...defaults }), reality: plan({ ...own, ...view }) }
  }, [after, defaults, own, startMonth])
  const { data, error } = useProjections([plans.scenario, plans.reality])
  const [then, now] = data ?? []
  if (error) return <ErrorState error={error} title="What the new defaults do could not be computed" />
  if (!then || !now) return <LoadingState rows={1} height={160} label="Computing the new defaults" />
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <div>
        <Title order={3} fz="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          Reality as it will be after applying, in today’s money: under the defaults that you ticked, beside
          the same under your defaults now.
        </Text>
      </div>
      <KeyFigureCards
        plans={plans}
        projection={then}
        reality={now}
        money="today"
        beside={{ name: 'With your defaults now', difference: 'Difference from your defaults now' }}
      />
    </Stack>
  )
}

import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { restoreInstanceMutation } from '#data/instances/instances.mutations.ts'
import { deletedInstancesQuery } from '#data/instances/instances.queries.ts'
import { restoreScenarioMutation } from '#data/scenarios/scenarios.mutations.ts'
import { deletedScenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { enteredText, kindLabelOf } from '#domain/instances/summary.ts'
import { useFormat } from '#ui/format.ts'
import { Page } from '#ui/page.tsx'
import { DeletedList } from './deleted-list.tsx'

/** What was deleted in the last 30 days, and the way back. */
export function DeletedPage() {
  const instances = useQuery(deletedInstancesQuery)
  const scenarios = useQuery(deletedScenariosQuery)
  const flag = useFeatureFlag('feature:scenarios')

  const format = useFormat()
  const hasScenarios = flag.enabled || (scenarios.data?.length ?? 0) > 0
  return (
    <Page
      title="Recently deleted"
      description="What you delete is kept for 30 days. Restored, it is as it was when you deleted it."
    >
      <Stack gap="xl" maw={860}>
        <DeletedList
          title="Investments"
          query={instances}
          nothing="No investment was deleted in the last 30 days."
          detailOf={({ kind, params }) =>
            `${kindLabelOf(kind, params)} · ${enteredText(kind, params, format, currentMonth(new Date()))}`
          }
          restore={restoreInstanceMutation}
        />
        {hasScenarios && (
          <DeletedList
            title="Scenarios"
            query={scenarios}
            nothing="No scenario was deleted in the last 30 days."
            detailOf={({ description }) => description ?? 'With everything that was in it'}
            pausedBecause={
              flag.enabled ? null : 'Scenarios are switched off, so they can be restored once they are back.'
            }
            restore={restoreScenarioMutation}
          />
        )}
      </Stack>
    </Page>
  )
}

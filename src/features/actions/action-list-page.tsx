import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { holdingsFor } from '#domain/actions/action.ts'
import { actionIds, actionNames } from '#domain/actions/action-names.ts'
import { actions } from '#domain/actions/actions.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { useGuide } from '#lib/guide.ts'
import { paths } from '#lib/paths.ts'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { Page } from '#ui/page.tsx'
import { RowLink, rowOfLink } from '#ui/row-link.tsx'
import { GuideSteps } from './guide-steps.tsx'
import { lineageOf, type Stored, useActionPlan, useStored } from './use-stored.ts'

interface ActionListPageProps {
  /** In which it is tried; null: in a new one. */
  scenario: Scenario | null
  breadcrumbs: ReactNode
}

/** What one may try, each with the questions that it asks behind it. */
export function ActionListPage({ scenario, breadcrumbs }: ActionListPageProps) {
  const { data, query } = useStored(scenario)
  const { isOn: isGuided } = useGuide()
  return (
    <Page
      title={isGuided ? 'What do you want to find out?' : 'Try something'}
      documentTitle={`Try something · ${scenario?.name ?? 'New scenario'}`}
      description={
        isGuided
          ? undefined
          : scenario
            ? 'A few questions, and what it would mean before anything is written. Reality stays as it is until you apply the scenario.'
            : 'A few questions, and what it would mean before anything is written. It is then kept in a new scenario; reality stays as it is.'
      }
      breadcrumbs={breadcrumbs}
    >
      <GuideSteps step={1}>
        Choose what to find out with your own figures. Nothing is written before the last step, and what you
        really have stays as it is in any case.
      </GuideSteps>
      {data ? (
        <ActionList scenario={scenario} stored={data} />
      ) : (
        <HeldUp
          query={query}
          failed="The investments could not be loaded"
          loading={<LoadingState rows={3} height={70} label="Loading the investments" />}
        />
      )}
      {scenario && (
        <Text size="sm">
          Something else?{' '}
          <Anchor component={Link} to={paths.scenarioTab(scenario.id, 'instances')} underline="always">
            Change the investments yourself
          </Anchor>
          : every field of every investment can be tried.
        </Text>
      )}
    </Page>
  )
}

/** Those that can be done: with a certain holding, or in all with what is there. */
function possibleActions(plan: Plan, lineageId: string | null) {
  return actionIds.filter((id) => {
    const action = actions[id]
    if (action.of === null) return (action.whyNot?.(plan) ?? null) === null
    const fitting = holdingsFor(action, plan)
    return lineageId === null ? fitting.length > 0 : fitting.some((one) => one.lineageId === lineageId)
  })
}

function ActionList({ scenario, stored }: { scenario: Scenario | null; stored: Stored }) {
  const [parameters] = useSearchParams()
  const guide = useGuide()
  const of = parameters.get('of')
  const plan = useActionPlan(scenario, stored)
  const lineageId = lineageOf(stored, of)
  const possible = useMemo(() => possibleActions(plan, lineageId), [plan, lineageId])
  return (
    <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} m={0} p={0} style={{ listStyle: 'none' }}>
      {possible.map((id) => (
        <Paper key={id} component="li" withBorder p="md" {...rowOfLink}>
          <RowLink to={guide.keep(paths.tryAction(scenario?.id ?? null, id, actions[id].of && of))}>
            {actionNames[id].label}
          </RowLink>
          <Text size="sm" c="dimmed">
            {actionNames[id].description}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}

import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { scenarioContentsQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { withLastChange } from '#data/scenarios/with-last-change.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { bestOf } from './best-of.ts'
import { ScenarioFigure } from './scenario-figure.tsx'
import { useScenarioResults } from './use-scenario-results.ts'

/** As many as a first page can play through without keeping the machine busy. */
const mostCompared = 12
const shownBest = 3

/** The best of one's scenarios at a glance; nothing where there are fewer than two. */
export function BestScenarios() {
  const { enabled } = useFeatureFlag('feature:scenarios')
  const { data } = useQuery(scenariosQuery)
  const { data: contents, error } = useQuery(scenarioContentsQuery)
  const current = useMemo(
    () =>
      (data ?? [])
        .filter(({ status }) => status !== 'archived')
        .map((scenario) => withLastChange(scenario, contents?.get(scenario.id)?.changedAt))
        .toSorted((a, b) => b.updated_at.getTime() - a.updated_at.getTime()),
    [data, contents],
  )
  // Before it is known when each was changed last, others might be compared.
  const isDated = contents !== undefined || error !== null || current.length <= mostCompared
  if (!enabled || !isDated || current.length < 2) return null
  return <BestOf scenarios={current} />
}

function titleOf(isAhead: boolean, known: number): string {
  if (known === 0) return 'What your scenarios come to could not be worked out'
  return isAhead ? 'Most ahead of reality' : 'None of your scenarios is ahead of reality'
}

function BestOf({ scenarios }: { scenarios: readonly Scenario[] }) {
  const compared = useMemo(() => scenarios.slice(0, mostCompared), [scenarios])
  const results = useScenarioResults(compared)
  // Only once all are known, or the cards would change places.
  if (compared.some(({ id }) => !results.has(id))) return null
  const { isAhead, best, failed } = bestOf(compared, results, shownBest)
  const title = titleOf(isAhead, best.length)
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Group justify="space-between" gap="sm">
        <Title order={2} fz="h4">
          {title}
        </Title>
        <LinkButton to={paths.scenariosByResult} variant="default" size="xs" className="no-print">
          All scenarios
        </LinkButton>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: best.length }} spacing="sm">
        {best.map((scenario) => (
          <Paper key={scenario.id} withBorder p={{ base: 'sm', sm: 'md' }}>
            <Anchor
              component={Link}
              to={paths.scenario(scenario.id)}
              c="inherit"
              fw={600}
              style={{ overflowWrap: 'anywhere' }}
            >
              {scenario.name}
            </Anchor>
            <ScenarioFigure scenario={scenario} />
          </Paper>
        ))}
      </SimpleGrid>
      {best.length > 0 && (
        <Text size="sm" c="dimmed">
          At the end of each, in the middle of simulated futures
          {compared.length < scenarios.length && `; of the ${mostCompared} that were changed last`}
          {failed > 0 && `; ${failed} could not be worked out`}.
        </Text>
      )}
    </Stack>
  )
}

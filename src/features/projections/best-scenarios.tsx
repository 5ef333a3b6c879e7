import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { ScenarioFigure } from './scenario-figure.tsx'
import { useScenarioResults } from './use-scenario-results.ts'

/** As many as a first page can play through without keeping the machine busy. */
const mostCompared = 12
const shownBest = 3

/** The best of one's scenarios at a glance; nothing where there are fewer than two. */
export function BestScenarios() {
  const { enabled } = useFeatureFlag('feature:scenarios')
  const { data } = useQuery(scenariosQuery)
  const current = useMemo(
    () =>
      (data ?? [])
        .filter(({ status }) => status !== 'archived')
        .toSorted((a, b) => b.updated_at.getTime() - a.updated_at.getTime()),
    [data],
  )
  if (!enabled || current.length < 2) return null
  return <BestOf scenarios={current} />
}

function BestOf({ scenarios }: { scenarios: readonly Scenario[] }) {
  const compared = useMemo(() => scenarios.slice(0, mostCompared), [scenarios])
  const results = useScenarioResults(compared)
  // Only once all are known, or the cards would change places.
  if (compared.some(({ id }) => !results.has(id))) return null
  const known = compared.filter(({ id }) => Number.isFinite(results.get(id)))
  const best = known
    .toSorted((a, b) => (results.get(b.id) ?? 0) - (results.get(a.id) ?? 0))
    .slice(0, shownBest)
  return (
    <Stack component="section" gap="sm" aria-label="Most ahead of reality">
      <Group justify="space-between" gap="sm">
        <Title order={2} fz="h4">
          Most ahead of reality
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
      <Text size="sm" c="dimmed">
        At the end of each, in the middle of simulated futures
        {compared.length < scenarios.length && `; of the ${mostCompared} that were changed last`}
        {known.length < compared.length && `; ${compared.length - known.length} could not be worked out`}.
      </Text>
    </Stack>
  )
}

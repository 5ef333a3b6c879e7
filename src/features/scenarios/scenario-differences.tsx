import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router-dom'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { catalogue } from '#domain/instances/catalogue.ts'
import { enteredText, summaryOf } from '#domain/instances/summary.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { paths } from '#lib/paths.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { ComparedInstances } from './compared-instances.tsx'
import type { ComparedCopy } from './differences.ts'
import { FieldComparisonTable } from './field-comparison-table.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { StateBadges } from './state-badges.tsx'

const firstShown = 20

/** Everything in a scenario that is not as in reality, field by field. */
export function ScenarioDifferences({ scenarioId }: { scenarioId: string }) {
  return (
    <Stack component="section" gap="sm" aria-label="What differs from reality">
      <Title order={2} fz="h3">
        What differs from reality
      </Title>
      <ComparedInstances scenarioId={scenarioId}>
        {(compared) => <DifferenceList scenarioId={scenarioId} compared={compared} />}
      </ComparedInstances>
    </Stack>
  )
}

interface DifferenceListProps {
  scenarioId: string
  compared: readonly ComparedCopy<ScenarioInstance>[]
}

function DifferenceList({ scenarioId, compared }: DifferenceListProps) {
  const { isReadOnly } = useScenarios()
  const differing = compared.filter(({ comparison }) => !comparison.states.includes('copied'))
  const { shown, showMore } = useFirstOfMany(differing, firstShown)
  if (differing.length === 0)
    return (
      <Group gap="sm">
        <Text c="dimmed">
          {compared.length === 0
            ? 'Nothing is in this scenario yet.'
            : 'Nothing yet: every investment in this scenario is as in reality. Open one and change it.'}
        </Text>
        <LinkButton to={paths.scenarioTab(scenarioId, 'instances')} size="xs" variant="default">
          {compared.length === 0 && !isReadOnly ? 'Add investments' : 'Go to its investments'}
        </LinkButton>
      </Group>
    )
  return (
    <Stack gap="sm">
      {shown.map((entry) => (
        <Difference key={entry.copy.id} entry={entry} />
      ))}
      {showMore}
    </Stack>
  )
}

function Difference({ entry: { copy, comparison } }: { entry: ComparedCopy<ScenarioInstance> }) {
  const format = useFormat()
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group gap="sm" wrap="nowrap">
          <KindIcon kind={copy.kind} />
          <Group gap="xs">
            <Anchor
              component={Link}
              to={paths.scenarioInstance(copy.scenario_id, copy.id)}
              fw={600}
              c="inherit"
              style={{ overflowWrap: 'anywhere' }}
            >
              {copy.name}
            </Anchor>
            <StateBadges states={comparison.states} />
          </Group>
        </Group>
        {comparison.states.includes('new') ? (
          <Text size="sm" c="dimmed">
            {[
              catalogue[copy.kind].label,
              enteredText(copy.kind, copy.params, format, currentMonth(new Date())),
              summaryOf(copy.kind, copy.params, format),
            ].join(' · ')}
          </Text>
        ) : (
          comparison.fields.length > 0 && (
            <FieldComparisonTable kind={copy.kind} name={copy.name} fields={comparison.fields} />
          )
        )}
      </Stack>
    </Paper>
  )
}

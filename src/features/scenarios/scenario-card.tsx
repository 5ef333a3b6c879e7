import { Badge, Card, Group, Stack, Text } from '@mantine/core'
import { IconStarFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { paths } from '#lib/paths.ts'
import { Moment } from '#ui/moment.tsx'
import { overRowLink, RowLink, rowOfLink } from '#ui/row-link.tsx'
import { ScenarioMenu } from './scenario-menu.tsx'
import { StatusBadge } from './status-badge.tsx'

interface ScenarioCardProps {
  scenario: Scenario
  /** Undefined while it is being counted. */
  instanceCount: number | undefined
  /** What it comes to; given by the page, which also knows about projections. */
  figure: ReactNode
}

export function ScenarioCard({ scenario, instanceCount, figure }: ScenarioCardProps) {
  const { locale } = usePreferences()
  return (
    <Card component="li" withBorder padding="md" style={{ overflow: 'visible' }} {...rowOfLink}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <RowLink to={paths.scenario(scenario.id)}>{scenario.name}</RowLink>
          <div className={overRowLink}>
            <ScenarioMenu scenario={scenario} />
          </div>
        </Group>
        {scenario.description && (
          <Text
            size="sm"
            c="dimmed"
            lineClamp={3}
            className={overRowLink}
            style={{ overflowWrap: 'anywhere' }}
          >
            {scenario.description}
          </Text>
        )}
        <div style={{ marginTop: 'auto' }}>{figure}</div>
        <Group gap={6}>
          {scenario.is_primary && <PrimaryBadge />}
          <StatusBadge status={scenario.status} />
          {scenario.tags.map((tag) => (
            <Badge key={tag} variant="outline" color="gray" tt="none" fw={500} maw={200}>
              {tag}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed" className={overRowLink} w="fit-content">
          {instanceCount === undefined ? '' : `${countInstances(instanceCount)} · `}Changed{' '}
          <Moment date={scenario.updated_at} locale={locale} />
        </Text>
      </Stack>
    </Card>
  )
}

export function PrimaryBadge() {
  return (
    <Badge color="pine" variant="light" tt="none" leftSection={<IconStarFilled size={10} aria-hidden />}>
      Primary
    </Badge>
  )
}

export function countInstances(count: number): string {
  return count === 1 ? '1 investment' : `${count} investments`
}

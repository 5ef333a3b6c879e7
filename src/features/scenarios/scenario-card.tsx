import { Badge, Box, Card, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconStarFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { Moment } from '#ui/moment.tsx'
import { overRowLink, RowLink, rowOfLink } from '#ui/row-link.tsx'
import { ScenarioMenu } from './scenario-menu.tsx'
import { StatusBadge } from './status-badge.tsx'

interface ScenarioCardProps {
  scenario: Scenario
  /** Chosen to be compared. */
  isChosen: boolean
  /** Null where there is nothing to compare it with. */
  onChoose: ((scenarioId: string, isChosen: boolean) => void) | null
  /** Undefined while it is being counted. */
  instanceCount: number | undefined
  /** What it comes to; given by the page, which also knows about projections. */
  figure: ReactNode
}

export function ScenarioCard(props: ScenarioCardProps) {
  const { scenario, isChosen, onChoose, instanceCount, figure } = props
  return (
    <Card component="li" withBorder padding="md" style={{ overflow: 'visible' }} {...rowOfLink}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          {onChoose && (
            <Checkbox
              checked={isChosen}
              aria-label={`Choose ${scenario.name} to compare`}
              className={`${overRowLink} no-print`}
              onChange={(event) => onChoose(scenario.id, event.currentTarget.checked)}
              mt={2}
            />
          )}
          <Box flex={1} miw={0}>
            <RowLink to={paths.scenario(scenario.id)}>{scenario.name}</RowLink>
          </Box>
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
        <Box className={overRowLink}>{figure}</Box>
        <Group gap={6} mt="auto">
          {scenario.is_primary && <PrimaryBadge />}
          <StatusBadge status={scenario.status} />
          {scenario.tags.map((tag) => (
            <Badge key={tag} variant="outline" color="gray" tt="none" fw={500} maw={200}>
              {tag}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed" className={overRowLink} w="fit-content">
          {instanceCount === undefined ? '' : `${counted(instanceCount, 'investment')} · `}Changed{' '}
          <Moment date={scenario.updated_at} />
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

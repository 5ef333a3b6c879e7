import { Group, Paper, Text, Title } from '@mantine/core'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'

/** Stands where the primary scenario would: how to come by one. */
export function ScenarioInvitation({ hasScenarios }: { hasScenarios: boolean }) {
  return (
    <Paper withBorder p="md" className="no-print">
      <Group justify="space-between" gap="md">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={2} fz="h4">
            {hasScenarios ? 'Which scenario matters most to you?' : 'What if you did something else?'}
          </Title>
          <Text size="sm" c="dimmed">
            {hasScenarios
              ? 'Make one of your scenarios the primary one, and it appears here beside reality.'
              : 'A scenario is a safe copy of your portfolio: sell, buy or change anything in it, see what becomes of it, and apply it only if you like it.'}
          </Text>
        </div>
        {hasScenarios ? (
          <LinkButton to={paths.scenarios} variant="default">
            Go to your scenarios
          </LinkButton>
        ) : (
          <LinkButton to={paths.createScenario}>Create a scenario</LinkButton>
        )}
      </Group>
    </Paper>
  )
}

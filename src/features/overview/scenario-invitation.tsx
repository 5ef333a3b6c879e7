import { Button, Group, Paper, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useUser } from '#data/auth/session.tsx'
import { placeInGuide, refuseGuide } from '#lib/guide.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'

/** Stands where the primary scenario would: how to come by one. */
export function ScenarioInvitation({ hasScenarios }: { hasScenarios: boolean }) {
  return hasScenarios ? (
    <Invitation
      title="Which scenario matters most to you?"
      actions={
        <LinkButton to={paths.scenarios} variant="default">
          Go to your scenarios
        </LinkButton>
      }
    >
      Make one of your scenarios the primary one, and it appears here beside reality.
    </Invitation>
  ) : (
    <GuideInvitation />
  )
}

/** Into the guide through one's first scenario, or back to where one was in it; can be sent away. */
function GuideInvitation() {
  const { id: userId } = useUser()
  const [place, setPlace] = useState(() => placeInGuide(userId))
  if (place === 'refused') return null
  return (
    <Invitation
      title="What if you did something else?"
      actions={
        <>
          <LinkButton to={place ?? paths.firstScenario}>
            {place ? 'Go on where you were' : 'Find out in four steps'}
          </LinkButton>
          <LinkButton to={paths.createScenario} variant="default">
            Create a scenario
          </LinkButton>
          <Button
            variant="subtle"
            onClick={() => {
              focusPageHeading()
              refuseGuide(userId)
              setPlace('refused')
            }}
          >
            Not now
          </Button>
        </>
      }
    >
      A scenario is a safe copy of your portfolio: sell, buy or change anything in it, see what becomes of it,
      and apply it only if you like it. Four short steps lead to your first one, with your own figures.
    </Invitation>
  )
}

interface InvitationProps {
  title: string
  actions: ReactNode
  children: ReactNode
}

function Invitation({ title, actions, children }: InvitationProps) {
  return (
    <Paper withBorder p="md" className="no-print">
      <Group justify="space-between" gap="md">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={2} fz="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        </div>
        <Group gap="xs">{actions}</Group>
      </Group>
    </Paper>
  )
}

import { Anchor, Group } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { paths } from '#lib/paths.ts'

function Back({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Group className="no-print">
      <Anchor
        component={Link}
        to={to}
        size="sm"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4, overflowWrap: 'anywhere' }}
      >
        <IconArrowLeft size={14} aria-hidden style={{ flex: 'none' }} />
        {children}
      </Anchor>
    </Group>
  )
}

export function ScenariosBreadcrumb() {
  return <Back to={paths.scenarios}>Scenarios</Back>
}

/** Back to what is in a scenario. */
export function ScenarioBreadcrumb({ scenario }: { scenario: Scenario }) {
  return <Back to={paths.scenarioTab(scenario.id, 'instances')}>{scenario.name}</Back>
}

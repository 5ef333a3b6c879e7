import { Badge, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { paths, scenarioTabLabels, scenarioTabs } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Page } from '#ui/page.tsx'
import { ScenariosBreadcrumb } from './breadcrumbs.tsx'
import { EditableName } from './editable-name.tsx'
import { PrimaryBadge } from './scenario-card.tsx'
import { ScenarioMenu } from './scenario-menu.tsx'
import { ScenarioTabs } from './scenario-tabs.tsx'
import { useScenarioInView, useScenarios } from './scenarios-context.tsx'
import { StatusBadge } from './status-badge.tsx'

/** The page of one scenario around its tabs: heading, description, status, actions. */
export function ScenarioFrame({ children }: { children: ReactNode }) {
  const scenario = useScenarioInView()
  const { isReadOnly } = useScenarios()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const tab = scenarioTabs.find((candidate) => pathname.endsWith(`/${candidate}`)) ?? 'overview'
  return (
    <Page
      title={scenario.name}
      documentTitle={`${scenarioTabLabels[tab]} · ${scenario.name}`}
      heading={<EditableName key={scenario.id} scenario={scenario} />}
      description={
        scenario.description && <span style={{ whiteSpace: 'pre-line' }}>{scenario.description}</span>
      }
      breadcrumbs={<ScenariosBreadcrumb />}
      actions={
        <>
          {!isReadOnly && <LinkButton to={paths.tryActions(scenario.id)}>Try something</LinkButton>}
          <LinkButton variant="default" to={paths.compareScenarios([scenario.id])}>
            Compare
          </LinkButton>
          <ScenarioMenu
            key={scenario.id}
            scenario={scenario}
            onDeletedHere={() => navigate(paths.scenarios)}
          />
        </>
      }
    >
      <Stack gap="md">
        <Group gap={6}>
          {scenario.is_primary && <PrimaryBadge />}
          <StatusBadge status={scenario.status} />
          {scenario.tags.map((tag) => (
            <Badge key={tag} variant="outline" color="gray" tt="none" fw={500} maw={240}>
              {tag}
            </Badge>
          ))}
        </Group>
        <ScenarioTabs scenarioId={scenario.id} current={tab} />
      </Stack>
      {children}
    </Page>
  )
}

import { Alert, Anchor, Badge, Group, Stack } from '@mantine/core'
import { IconUnlink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { nounOf } from '#domain/instances/catalogue.ts'
import { kindLabelOf } from '#domain/instances/summary.ts'
import { InstanceButtons } from '#fields/instance-buttons.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Page } from '#ui/page.tsx'
import { ScenarioBreadcrumb } from './breadcrumbs.tsx'
import { compareCopy } from './differences.ts'
import { StateBadges } from './state-badges.tsx'

interface ScenarioInstanceFrameProps {
  scenario: Scenario
  instance: ScenarioInstance
  source: Instance | undefined
  /** Whether the list of real instances could be loaded: without it nothing can be said about the source. */
  isRealityKnown: boolean
  /** There are unsaved changes, which the buttons here would not include. */
  isBusy?: boolean
  /** Without these there are no buttons: the page is for reading. */
  onArchive?: () => void
  onRemove?: () => void
  children: ReactNode
}

/** The page of one scenario instance: what it is in relation to reality, and what can be done with the whole of it. */
export function ScenarioInstanceFrame(props: ScenarioInstanceFrameProps) {
  const { scenario, instance, source, isRealityKnown, isBusy = false, onArchive, onRemove, children } = props
  const isArchived = instance.status === 'archived'
  const isSourceGone = isRealityKnown && instance.source_instance_id !== null && source === undefined
  // While reality is not known it is taken for unmoved.
  const unmoved = !isRealityKnown && instance.base ? { ...instance, ...instance.base } : undefined
  const { states } = compareCopy(instance, source ?? unmoved)
  return (
    <Page
      title={instance.name}
      documentTitle={`${instance.name} · ${scenario.name}`}
      breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}
      actions={
        onArchive &&
        onRemove && (
          <>
            {!isArchived && (
              <LinkButton variant="default" to={paths.tryActions(scenario.id, instance.id)}>
                Try something
              </LinkButton>
            )}
            <InstanceButtons
              isArchived={isArchived}
              archiveLabel="Archive here"
              removeLabel="Remove"
              isDirty={isBusy}
              onArchive={onArchive}
              onRemove={onRemove}
            />
          </>
        )
      }
    >
      <Stack gap="sm">
        <Group gap="sm">
          <Badge variant="default" tt="none">
            {kindLabelOf(instance.kind, instance.params)}
          </Badge>
          <StateBadges states={states} />
          {isArchived && (
            <Badge variant="light" color="gray" tt="none">
              Archived here
            </Badge>
          )}
          {source && (
            <Anchor component={Link} to={paths.instance(source.id)} size="sm">
              Open the real one
            </Anchor>
          )}
        </Group>
        {isSourceGone && (
          <Alert
            color="yellow"
            icon={<IconUnlink aria-hidden />}
            title={`The real ${nounOf(instance.kind)} was deleted`}
            role="status"
          >
            When you apply the scenario, you decide whether to bring it back as it is here or to leave it
            deleted.
          </Alert>
        )}
      </Stack>
      {children}
    </Page>
  )
}

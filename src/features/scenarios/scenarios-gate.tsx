import { Alert } from '@mantine/core'
import { IconLayersSubtract, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { HelpLink } from '#ui/help-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { Page } from '#ui/page.tsx'

/**
 * Stands before every page of the feature. While it is off, people without scenarios learn that it is unavailable;
 * people with scenarios keep reading theirs under a banner. While that is not known yet, neither is claimed. A page that
 * was open when the feature went off stays as it is, with whatever is typed in it.
 */
export function ScenariosGate({ title, children }: { title: string; children: ReactNode }) {
  const flag = useFeatureFlag('feature:scenarios')
  const flags = useQuery(featureFlagsQuery)
  const scenarios = useQuery({ ...scenariosQuery, enabled: !flag.isPending && !flag.enabled })

  const hasScenarios = scenarios.data !== undefined && scenarios.data.length > 0
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen && (flag.enabled || hasScenarios)) setIsOpen(true)

  if (flag.enabled || hasScenarios || isOpen)
    return (
      <>
        {!flag.enabled && (
          <Alert
            color="yellow"
            icon={<IconLock aria-hidden />}
            title="Scenarios are switched off for now"
            mb="lg"
            role="status"
          >
            {flag.message ?? unavailable} Your scenarios are kept: you can read and export them here. Nothing
            in them can be changed or applied until they are back.{' '}
            <HelpLink to={paths.helpTopic('unavailable')}>Why is that?</HelpLink>
          </Alert>
        )}
        {children}
      </>
    )
  if (flag.isPending)
    return (
      <Page title={title}>
        <LoadingState />
      </Page>
    )
  if (flags.data === undefined)
    return (
      <Page title={title}>
        <ErrorState error={flags.error} onRetry={() => void flags.refetch()} isRetrying={flags.isFetching} />
      </Page>
    )
  if (scenarios.isPending)
    return (
      <Page title={title}>
        <LoadingState />
      </Page>
    )
  return (
    <Page title={title}>
      <EmptyState
        icon={<IconLayersSubtract size={32} />}
        title="Scenarios are not available"
        actions={<LinkButton to={paths.home}>Go to the overview</LinkButton>}
      >
        {flag.message ?? unavailable} <HelpLink to={paths.helpTopic('unavailable')}>Why is that?</HelpLink>
      </EmptyState>
    </Page>
  )
}

const unavailable = 'This feature is switched off at the moment.'

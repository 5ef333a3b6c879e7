import { Alert, Anchor } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { paths } from '#lib/paths.ts'

/** Tells whoever owns scenarios, while the feature is off and gone from the navigation, that they are kept and where. */
export function ScenariosKept() {
  const { data: flags } = useQuery(featureFlagsQuery)
  const flag = useFeatureFlag('feature:scenarios')
  const isOff = flags !== undefined && !flag.enabled
  const { data: scenarios } = useQuery({ ...scenariosQuery, enabled: isOff })
  if (!isOff || !scenarios || scenarios.length === 0) return null
  return (
    <Alert
      color="yellow"
      icon={<IconLock aria-hidden />}
      title="Scenarios are switched off for now"
      role="status"
    >
      {flag.message}{' '}
      {scenarios.length === 1 ? 'Your scenario is kept.' : `Your ${scenarios.length} scenarios are kept.`}{' '}
      <Anchor component={Link} to={paths.scenarios} underline="always" c="inherit" inherit>
        Read {scenarios.length === 1 ? 'it' : 'them'}
      </Anchor>{' '}
      or{' '}
      <Anchor component={Link} to={paths.history} underline="always" c="inherit" inherit>
        read the history
      </Anchor>
      .
    </Alert>
  )
}

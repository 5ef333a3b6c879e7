import { NavLink, Stack } from '@mantine/core'
import {
  IconBuildingBank,
  IconHelp,
  IconHistory,
  IconHome,
  IconLayersSubtract,
  IconSettings,
} from '@tabler/icons-react'
import { Link, useLocation } from 'react-router-dom'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { paths } from '#lib/paths.ts'

const entries = [
  { to: paths.home, label: 'Overview', Icon: IconHome, needsScenarios: false },
  { to: paths.instances, label: 'Investments', Icon: IconBuildingBank, needsScenarios: false },
  { to: paths.scenarios, label: 'Scenarios', Icon: IconLayersSubtract, needsScenarios: true },
  { to: paths.history, label: 'History', Icon: IconHistory, needsScenarios: true },
  { to: paths.settings, label: 'Settings', Icon: IconSettings, needsScenarios: false },
  { to: paths.help, label: 'Help', Icon: IconHelp, needsScenarios: false },
]

export function AppNavigation() {
  const { pathname } = useLocation()
  const scenarios = useFeatureFlag('feature:scenarios')
  return (
    <Stack gap={2}>
      {entries
        .filter((entry) => !entry.needsScenarios || scenarios.enabled)
        .map(({ to, label, Icon }) => {
          const isActive = to === paths.home ? pathname === to : pathname.startsWith(to)
          return (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label}
              active={isActive}
              aria-current={isActive ? 'page' : undefined}
              leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
            />
          )
        })}
    </Stack>
  )
}

import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { CauseWaterfall } from './cause-waterfall.tsx'
import { ChangeWaterfall } from './change-waterfall.tsx'
import { OutlookFigure } from './outlook-card.tsx'
import { useOutlook } from './outlook-query.ts'
import type { Scope } from './plans.ts'
import type { Money } from './series.ts'

interface WhyViewProps {
  scenario: Scenario
  plans: { scenario: Plan; reality: Plan }
  projection: Projection
  reality: Projection
  money: Money
  /** Of changes, all are shown or none. */
  scope: Scope
  /** Changes that the view leaves out. */
  off: SwitchedOff
}

/** Why a scenario ends where it ends: from reality's end to its own, and from what is there now. */
export function WhyView({ scenario, plans, projection, reality, money, scope, off }: WhyViewProps) {
  const { name } = scenario
  const beside = useMemo(() => ({ shown: projection, less: reality }), [projection, reality])
  const alone = useMemo(() => ({ shown: projection }), [projection])
  const outlook = useOutlook(plans.reality, plans.scenario, projection, money)
  return (
    <Stack gap="md">
      <CauseWaterfall title={`From reality to “${name}”`} label={name} side={beside} money={money}>
        <Text size="sm" c="dimmed">
          Causes add up in average years; middles of simulated futures do not. There the difference is{' '}
          <OutlookFigure outlook={outlook.difference} isSigned /> in the middle.
        </Text>
      </CauseWaterfall>
      {scope === 'all' && (
        <ChangeWaterfall scenario={scenario} projection={projection} money={money} off={off} />
      )}
      <CauseWaterfall title={`From now on in “${name}”`} label="Net worth" side={alone} money={money} />
    </Stack>
  )
}

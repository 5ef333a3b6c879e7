import { Alert, Anchor } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Params } from '#domain/instances/types.ts'

interface HouseholdHintProps {
  assumptions: Params
  /** The household account is overdrawn at some time. */
  hasShortfall: boolean
  /** Where the surplus can be entered. */
  to: string
}

/** A projection without wages is overdrawn in no time: says so where it is the likely reason. */
export function HouseholdHint({ assumptions, hasShortfall, to }: HouseholdHintProps) {
  if (!hasShortfall || Number(assumptions.household_monthly_surplus ?? 0) !== 0) return null
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title="Is your income in here?">
      The household account is overdrawn because loans and contributions are paid out of it and nothing is
      paid in from wages. Enter what you have left each month under{' '}
      <Anchor component={Link} to={to} inherit c="inherit" underline="always">
        Assumptions
      </Anchor>
      , as “Monthly surplus”.
    </Alert>
  )
}

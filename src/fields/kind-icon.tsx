import { ThemeIcon } from '@mantine/core'
import {
  IconAdjustments,
  IconBuildingCommunity,
  IconChartLine,
  IconCoins,
  IconReceipt,
  IconWallet,
} from '@tabler/icons-react'
import type { Entity } from '#domain/instances/types.ts'

const icons = {
  property: { Icon: IconBuildingCommunity, color: 'teal' },
  portfolio: { Icon: IconChartLine, color: 'indigo' },
  cash: { Icon: IconCoins, color: 'yellow' },
  loan: { Icon: IconReceipt, color: 'grape' },
  cash_flow: { Icon: IconWallet, color: 'cyan' },
  assumptions: { Icon: IconAdjustments, color: 'gray' },
} as const

/** The sign of a kind; decoration beside its name. */
export function KindIcon({ kind, size = 32 }: { kind: Entity; size?: number }) {
  const { Icon, color } = icons[kind]
  return (
    <ThemeIcon variant="light" color={color} size={size} radius="md" aria-hidden>
      <Icon size={size * 0.6} stroke={1.7} />
    </ThemeIcon>
  )
}

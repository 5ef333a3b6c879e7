import { Anchor, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { Plan } from '#domain/projection/plan.ts'
import { pastDateText } from '#domain/tax/past-date.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { PrintedAssumptions } from './printed-assumptions.tsx'

interface AdviceNoteProps {
  /** Everything that is projected on this screen. */
  plans: readonly Pick<Plan, 'assumptions'>[]
  /** What each of them is, where they may differ in their assumptions. */
  names?: readonly string[]
  isSimulated?: boolean
  /** Where the assumptions can be changed. */
  assumptionsPath: string
}

/** Said once on every screen with projections: what they are, which of their rules are past their date, and on paper what they follow from. */
export function AdviceNote({ plans, names, isSimulated = false, assumptionsPath }: AdviceNoteProps) {
  const format = useFormat()
  const [today] = useState(() => new Date())
  const pastDates = new Set(
    plans.flatMap(({ assumptions }) => pastDateText(assumptions, today, format.locale) ?? []),
  )
  return (
    <Stack gap={4}>
      {[...pastDates].map((text) => (
        <Text key={text} size="sm">
          {text}{' '}
          <Anchor
            component={Link}
            to={paths.field(assumptionsPath, 'tax_preset')}
            inherit
            underline="always"
            className="no-print"
          >
            Change the tax
          </Anchor>
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        Projections are general information and not advice: they show what follows from your assumptions, not
        what will happen.
      </Text>
      <PrintedAssumptions
        sides={plans.map(({ assumptions }, index) => ({ label: names?.[index] ?? '', assumptions }))}
        isSimulated={isSimulated}
      />
    </Stack>
  )
}

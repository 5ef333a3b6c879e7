import { Anchor, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { Plan } from '#domain/projection/plan.ts'
import { assumedText } from '#domain/tax/law/assumed.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { PrintedAssumptions } from './printed-assumptions.tsx'

interface AdviceNoteProps {
  /** Everything that is projected on this screen. */
  plans: readonly Pick<Plan, 'assumptions'>[]
  /** What each of them is, where they may differ in their assumptions. */
  names?: readonly string[]
  /** Where the assumptions can be changed. */
  assumptionsPath: string
  /** What is assumed of the law stands on this screen already, beside the tax. */
  isLawSaid?: boolean
}

/** Said once on every screen with projections: what they are, what of the law is assumed, and on paper what they follow from. */
export function AdviceNote({ plans, names, assumptionsPath, isLawSaid = false }: AdviceNoteProps) {
  const format = useFormat()
  const [today] = useState(() => new Date())
  const assumed = new Set(
    isLawSaid ? [] : plans.flatMap(({ assumptions }) => assumedText(assumptions, today, format.locale) ?? []),
  )
  return (
    <Stack gap={4}>
      {[...assumed].map((text) => (
        <Text key={text} size="sm">
          {text}{' '}
          <Anchor
            component={Link}
            to={paths.field(assumptionsPath, 'tax_system')}
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
      />
    </Stack>
  )
}

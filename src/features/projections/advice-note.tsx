import { Anchor, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { pastDateText } from '#domain/tax/past-date.ts'
import { paths } from '#lib/paths.ts'

interface AdviceNoteProps {
  /** Everything that is projected on this screen. */
  plans: readonly Pick<Plan, 'assumptions'>[]
  /** Where the assumptions can be changed. */
  assumptionsPath: string
}

/** Said once on every screen with projections: what they are, and which of their rules are past their date. */
export function AdviceNote({ plans, assumptionsPath }: AdviceNoteProps) {
  const { locale } = usePreferences()
  const [today] = useState(() => new Date())
  const pastDates = new Set(
    plans.flatMap(({ assumptions }) => pastDateText(assumptions, today, locale) ?? []),
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
    </Stack>
  )
}

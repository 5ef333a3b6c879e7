import { Stack, Text } from '@mantine/core'
import { currentMonth } from '#domain/calendar/month.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { insteadOfArchiving, saleLeftOut, whatLeaves } from '#domain/projection/what-leaves.ts'
import { choose } from '#ui/confirm.tsx'

interface Question {
  holding: InstanceContent & { readonly kind: InstanceKind }
  isInScenario?: boolean
  format: MoneyFormat
}

/**
 * Says what leaves when a holding is archived, and offers what may be meant instead. Resolves to `archive`, to the field
 * that does what was meant, or to null when nothing is to happen.
 */
export async function askAboutArchiving({
  holding,
  isInScenario,
  format,
}: Question): Promise<'archive' | { goTo: string } | null> {
  const { field, label, advice } = insteadOfArchiving[holding.kind]
  const month = currentMonth(new Date())
  const choice = await choose({
    title: isInScenario ? `Archive “${holding.name}” in this scenario?` : `Archive “${holding.name}”?`,
    message: (
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {whatLeaves([holding], month, format)} {saleLeftOut(holding, month, format.locale)}
        </Text>
        <Text size="sm">
          {isInScenario
            ? 'It is kept and left out of every figure of the scenario until you make it active again. Applying the scenario archives the real one.'
            : 'It is kept and left out of every figure until you make it active again.'}
        </Text>
        <Text size="sm">{advice}</Text>
      </Stack>
    ),
    confirmLabel: 'Archive',
    alternativeLabel: label,
  })
  if (choice === 'confirmed') return 'archive'
  return choice === 'alternative' ? { goTo: field } : null
}

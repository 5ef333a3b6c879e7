import { Alert, Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useId } from 'react'
import { Link } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { fieldsOf } from '#domain/instances/catalogue.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import { carriedAlong } from '#domain/instances/restate.ts'
import type { FieldDefinition, Params } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { TypedInput } from '#fields/typed-input.tsx'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { canBeConfirmed, type Subject } from './amount-updates.ts'
import { ageText } from './stale-amounts.ts'
import type { AmountsDraft, RowDraft } from './use-amounts-draft.ts'

interface AmountsRowProps {
  subject: Subject
  today: Month
  isStale: boolean
  draft: RowDraft
  form: AmountsDraft
  /** Why the server refused what was said of it. */
  refusal: string | null
}

/** The amounts of one holding: what they were, what is expected of them, and what is said of them now. */
export function AmountsRow({ subject, today, isStale, draft, form, refusal }: AmountsRowProps) {
  const format = useFormat()
  const headingId = useId()
  const { row, fields, before, now } = subject
  const { id, name, kind } = row
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby={headingId}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" align="flex-start">
          <Group gap="sm" wrap="nowrap" style={{ flex: '1 1 14rem', minWidth: 0 }}>
            <KindIcon kind={kind} />
            <div style={{ minWidth: 0 }}>
              <Title order={2} fz="md" id={headingId} style={{ overflowWrap: 'anywhere' }}>
                <Anchor component={Link} to={paths.instance(id)} inherit c="inherit">
                  {name}
                </Anchor>
              </Title>
              <Group gap={4} wrap="nowrap" {...(!isStale && { c: 'dimmed' })}>
                {isStale && <IconClock size={14} aria-hidden style={{ flex: 'none' }} />}
                <Text size="sm">{ageText(row, today, format.locale)}</Text>
              </Group>
            </div>
          </Group>
          <Group gap="xs">
            {canBeConfirmed(subject) && (
              <Button size="xs" variant="default" onClick={() => form.takeExpected(subject)}>
                As expected
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => form.takeStill(subject)}>
              Still true
            </Button>
            {draft.after && (
              <Button size="xs" variant="subtle" onClick={() => form.leave(id)}>
                Leave it as it is
              </Button>
            )}
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing="sm">
          {fields.map((field) => (
            <TypedInput
              key={field.key}
              field={field}
              label={field.label}
              name={`${id}-${field.key}`}
              data-field={`${id}-${field.key}`}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              description={amountsText(field, before, now, format)}
              error={form.isJudged ? draft.problems[field.key] : undefined}
              draft={draft.drafts[field.key] ?? ''}
              onDraft={(next) => form.change(subject, field.key, next)}
            />
          ))}
        </SimpleGrid>
        <Text size="sm" role="status" {...(!draft.after && { c: 'dimmed' })}>
          {saidText(subject, draft, today, format)}
        </Text>
        {refusal && (
          <Alert color="red" title="This was refused">
            {refusal}
          </Alert>
        )}
        {draft.began && (
          <Moved
            began={draft.began}
            row={row}
            onKeep={() => form.keep(subject)}
            onTake={() => form.leave(id)}
          />
        )}
      </Stack>
    </Paper>
  )
}

/** "Expected $612,000, was $600,000"; "$20,000, as it was" where nothing else is expected. */
function amountsText(field: FieldDefinition, before: Params, now: Params, format: MoneyFormat): string {
  const [was, is] = [before, now].map((amounts) => formatFieldValue(field, amounts[field.key], format))
  return was === is ? `${was}, as it was` : `Expected ${is}, was ${was}`
}

function saidText(
  subject: Subject,
  { after, problems }: RowDraft,
  today: Month,
  format: MoneyFormat,
): string {
  const { row } = subject
  if (!after) return 'Left as it is.'
  if (Object.keys(problems).length > 0) return 'An amount is missing, or cannot be taken as it is.'
  const month = formatMonth(today, format.locale)
  if (after.confirmed_month === today && after.as_of_month === row.params.as_of_month)
    return `As expected until ${month}: your figures stay as they are.`
  const along = carriedAlong(row.kind, row.params, after).map(
    (field) => `${field.label}: ${formatFieldValue(field, after[field.key], format)}`,
  )
  const moves = along.length > 0 ? ` What has changed since goes along. ${along.join(' · ')}` : ''
  return `Amounts of ${month}.${moves}`
}

interface MovedProps {
  began: Instance
  row: Instance
  onKeep: () => void
  onTake: () => void
}

/** What was changed elsewhere while one was looking at it. */
function Moved({ began, row, onKeep, onTake }: MovedProps) {
  const format = useFormat()
  const changed = fieldsOf(row.kind).filter(({ key }) => began.params[key] !== row.params[key])
  const texts = changed.map(
    (field) => `${field.label} is now ${formatFieldValue(field, row.params[field.key], format)}`,
  )
  return (
    <Alert color="yellow" title="This was changed elsewhere meanwhile" role="alert">
      <Text size="sm">
        {texts.length > 0 ? `${texts.join(', ')}.` : 'Its name or status is another now.'} What you said is in
        the inputs still, and nothing has been saved.
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={onKeep}>
          Keep what I said
        </Button>
        <Button size="xs" variant="default" onClick={onTake}>
          Take what is there
        </Button>
      </Group>
    </Alert>
  )
}

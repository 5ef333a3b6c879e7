import { Button, Group, Text, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { fieldsOfContent } from '#domain/instances/content.ts'
import { formatMergeField } from '#domain/instances/format.ts'
import type { InstanceContent, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { defaultsOf, type MergedField, mergeFields } from '#domain/merge/three-way.ts'
import type { FieldEdit } from '#fields/instance-form.tsx'
import { useValueFormat } from '#fields/references.ts'

interface FieldNoteOptions {
  kind: InstanceKind
  /** `name` or `params.<key>`. */
  field: string
  base: InstanceContent
  /** The real instance as it is now; undefined when it is deleted. */
  current: InstanceContent | undefined
  edit: FieldEdit
}

/** Below an input: what the field said when it was copied and what it says in reality now; null where nothing differs. */
export function fieldNote({ kind, field, base, current, edit }: FieldNoteOptions): ReactNode {
  const copied = fieldsOfContent(base)[field] ?? null
  const now = current ? (fieldsOfContent(current)[field] ?? null) : copied
  const [{ outcome }] = mergeFields(
    { [field]: copied },
    { [field]: now },
    { [field]: edit.value },
    defaultsOf(kind),
  ) as [MergedField]
  if (outcome === 'unchanged') return null
  return <FieldNote kind={kind} field={field} copied={copied} now={now} outcome={outcome} edit={edit} />
}

interface FieldNoteProps extends Pick<FieldNoteOptions, 'kind' | 'field' | 'edit'> {
  copied: Scalar | null
  now: Scalar | null
  outcome: MergedField['outcome']
}

function FieldNote({ kind, field, copied, now, outcome, edit }: FieldNoteProps) {
  const format = useValueFormat()
  const isChanged = outcome !== 'current_only'
  const isMoved = outcome !== 'proposed_only'
  const label = fieldLabel(kind, field)
  const words = (value: Scalar | null) => formatMergeField(kind, field, value, format)
  return (
    <div>
      <Line
        text={`When copied: ${words(copied)}`}
        {...(isChanged && {
          action: 'Take back',
          actionTail: `${label} to when copied`,
          onTake: () => edit.onTake(copied),
        })}
      />
      {isMoved && (
        <Line
          text={`Now in reality: ${words(now)}`}
          isNews
          {...(outcome !== 'same_change' && {
            action: 'Take this',
            actionTail: `for ${label}, as it is now in reality`,
            onTake: () => edit.onTake(now),
          })}
        />
      )}
    </div>
  )
}

interface LineProps {
  text: string
  isNews?: boolean
  action?: string
  /** Which field it is about, for those who hear the button without seeing where it stands. */
  actionTail?: string
  onTake?: () => void
}

function Line({ text, isNews, action, actionTail, onTake }: LineProps) {
  return (
    <Group gap={6} mt={4}>
      <Text size="xs" fw={isNews ? 600 : 500}>
        {text}
      </Text>
      {action && (
        <Button variant="subtle" size="compact-xs" onClick={onTake}>
          {action}
          <VisuallyHidden> {actionTail}</VisuallyHidden>
        </Button>
      )}
    </Group>
  )
}

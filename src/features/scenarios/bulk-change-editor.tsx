import { ActionIcon, Fieldset, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { InstanceKind } from '#domain/instances/types.ts'
import { isSwitch, unreadable } from '#fields/drafts.ts'
import { FieldInput } from '#fields/field-input.tsx'
import { useFormat } from '#ui/format.ts'
import {
  type DraftChange,
  definitionIn,
  type FieldChoice,
  inputFor,
  type WayToChange,
  waysFor,
} from './bulk-edit.ts'

interface BulkChangeEditorProps {
  change: DraftChange
  /** "Field 2", where there are several. */
  title: string | null
  choices: readonly FieldChoice[]
  kinds: ReadonlySet<InstanceKind>
  onChange: (part: Partial<DraftChange>) => void
  onRemove: (() => void) | null
}

const wayLabels: Readonly<Record<WayToChange, string>> = {
  set: 'Set to',
  add: 'By an amount',
  percent: 'By percent',
}

/** One field, and what is to become of it. */
export function BulkChangeEditor(props: BulkChangeEditorProps) {
  const { change, title, choices, kinds, onChange, onRemove } = props
  const definition = change.field === null ? undefined : definitionIn(kinds, change.field)

  function chooseField(field: string | null) {
    const chosen = field === null ? undefined : definitionIn(kinds, field)
    onChange({ field, way: 'set', draft: chosen && isSwitch(chosen) ? (chosen.default ?? '') : '' })
  }

  const content = (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          label="Field"
          placeholder="Choose what to change"
          data={choices}
          value={change.field}
          searchable
          nothingFoundMessage="No field of this name"
          onChange={chooseField}
          style={{ flex: 1 }}
        />
        {onRemove && (
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={`Remove ${title?.toLowerCase() ?? 'this field'}`}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {definition && (
        <>
          {waysFor(definition).length > 1 && (
            <SegmentedControl
              aria-label="How to change it"
              data={waysFor(definition).map((value) => ({ value, label: wayLabels[value] }))}
              value={change.way}
              onChange={(way) => onChange({ way, draft: '' })}
            />
          )}
          <ValueInput
            key={`${change.field} ${change.way}`}
            field={inputFor(definition, change.way)}
            change={change}
            onChange={onChange}
          />
          {change.way === 'set' && change.draft === '' && !definition.required && (
            <Text size="sm" c="dimmed">
              Left empty, the field is cleared: its default applies again.
            </Text>
          )}
        </>
      )}
    </Stack>
  )
  return title === null ? content : <Fieldset legend={title}>{content}</Fieldset>
}

interface ValueInputProps extends Pick<BulkChangeEditorProps, 'change' | 'onChange'> {
  field: ReturnType<typeof inputFor>
}

function ValueInput({ field, change, onChange }: ValueInputProps) {
  const format = useFormat()
  const [isTyping, setIsTyping] = useState(false)
  return (
    <FieldInput
      field={field}
      draft={change.draft}
      error={isTyping ? null : unreadable(field, change.draft, format)}
      caution={null}
      onChange={(_, draft) => {
        setIsTyping(true)
        onChange({ draft })
      }}
      onBlur={() => setIsTyping(false)}
    />
  )
}

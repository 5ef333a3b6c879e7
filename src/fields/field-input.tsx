import { Select, Switch, TextInput } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
import { calendarMonths } from '#domain/calendar/month.ts'
import { isReadField } from '#domain/instances/read-field.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import { type Draft, isSwitch } from './drafts.ts'
import { FieldHelp, placeholderOf } from './field-help.tsx'
import { referenceOptions, useHoldings } from './references.ts'
import { TypedInput } from './typed-input.tsx'

interface FieldInputProps {
  field: FieldDefinition
  draft: Draft
  /** Why the value is refused. */
  error: string | null
  /** Why the value may not be meant. */
  caution: string | null
  /** Stands below the input, such as what reality says. */
  note?: ReactNode
  onChange: (key: string, draft: Draft) => void
  onBlur: (key: string) => void
}

/** The input of one field of the catalogue, with its help, unit, default and what is wrong with its value. */
export const FieldInput = memo(function FieldInput(props: FieldInputProps) {
  // A number is unusual at almost every digit on the way to the one that is meant: wait until it is typed.
  const [isTyping, setIsTyping] = useState(false)
  return (
    <div>
      <Input
        {...props}
        caution={isTyping && isReadField(props.field) ? null : props.caution}
        onTyping={setIsTyping}
      />
      {props.note}
    </div>
  )
})

const yesOrNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

type InputProps = FieldInputProps & { onTyping: (isTyping: boolean) => void }

function Input({ field, draft, error, caution, onChange, onBlur, onTyping }: InputProps) {
  const format = useFormat()
  const holdings = useHoldings()
  const shared = {
    label: field.label,
    description: <FieldHelp field={field} caution={error ? null : caution} />,
    error,
    'data-field': field.key,
    name: field.key,
    onFocus: () => onTyping(true),
    onBlur: () => {
      onTyping(false)
      onBlur(field.key)
    },
  }
  const wrapper = { inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input')[] }
  const kind = isReadField(field)
    ? 'typed'
    : field.notation === 'calendar_month'
      ? field.notation
      : field.type
  const select = {
    ...shared,
    ...wrapper,
    value: draft === '' ? null : String(draft),
    placeholder: placeholderOf(field, format),
    clearable: true,
    clearButtonProps: { 'aria-label': `Clear ${field.label}` },
  }
  switch (kind) {
    case 'boolean':
      if (!isSwitch(field))
        return (
          <Select
            {...select}
            data={yesOrNo}
            onChange={(value) => onChange(field.key, value === null ? '' : value === 'true')}
          />
        )
      return (
        <Switch
          {...shared}
          // Its label wraps the help too, which would make the name of the switch a paragraph.
          aria-label={field.label}
          checked={draft === true}
          onChange={(event) => onChange(field.key, event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...select}
          data={field.options ?? []}
          onChange={(value) => onChange(field.key, value ?? '')}
        />
      )
    case 'reference':
      return (
        <Select
          {...select}
          data={referenceOptions(field, holdings, select.value)}
          searchable
          nothingFoundMessage="None of this name"
          onChange={(value) => onChange(field.key, value ?? '')}
        />
      )
    case 'calendar_month':
      return (
        <Select
          {...select}
          data={calendarMonths(format.locale).map((label, index) => ({ value: String(index + 1), label }))}
          onChange={(value) => onChange(field.key, value === null ? '' : Number(value))}
        />
      )
    case 'text':
      return (
        <TextInput
          {...shared}
          {...wrapper}
          value={String(draft)}
          placeholder={placeholderOf(field, format)}
          maxLength={field.max}
          onChange={(event) => onChange(field.key, event.currentTarget.value)}
        />
      )
    default:
      return (
        <TypedInput
          {...shared}
          {...wrapper}
          field={field}
          draft={draft}
          onDraft={(next) => onChange(field.key, next)}
        />
      )
  }
}

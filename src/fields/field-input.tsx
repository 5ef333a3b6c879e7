import { NumberInput, Select, Switch, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
import { formatFieldValue } from '#domain/instances/format.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { currencySign, type MoneyFormat, separators } from '#domain/money/format.ts'
import type { Draft } from './drafts.ts'
import classes from './field-input.module.css'

interface FieldInputProps {
  field: FieldDefinition
  draft: Draft
  format: MoneyFormat
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
      <Input {...props} caution={isTyping ? null : props.caution} onTyping={setIsTyping} />
      {props.note}
    </div>
  )
})

type InputProps = FieldInputProps & { onTyping: (isTyping: boolean) => void }

function Input({ field, draft, format, error, caution, onChange, onBlur, onTyping }: InputProps) {
  const shared = {
    label: field.label,
    description: <Help field={field} format={format} caution={error ? null : caution} />,
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
  switch (field.type) {
    case 'boolean':
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
          {...shared}
          {...wrapper}
          data={field.options ?? []}
          value={draft === '' ? null : String(draft)}
          placeholder={placeholderOf(field, format)}
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${field.label}` }}
          onChange={(value) => onChange(field.key, value ?? '')}
        />
      )
    case 'month':
      return (
        <TextInput
          {...shared}
          {...wrapper}
          type="month"
          placeholder="YYYY-MM"
          value={String(draft)}
          onChange={(event) => onChange(field.key, event.currentTarget.value)}
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
        <NumberInput
          {...shared}
          {...wrapper}
          {...numberFormat(field, format)}
          value={draft as number | string}
          placeholder={placeholderOf(field, format)}
          required={field.required ?? false}
          onChange={(value) => onChange(field.key, value)}
        />
      )
  }
}

interface HelpProps {
  field: FieldDefinition
  format: MoneyFormat
  caution: string | null
}

/** The unit stands in the input where everyone sees it; here it is said to those who listen. */
function Help({ field, format, caution }: HelpProps) {
  const unit = unitOf(field, format)
  return (
    <>
      {caution && <span className={classes.caution}>{caution}</span>}
      {field.help}
      {unit && <VisuallyHidden> In {unit}.</VisuallyHidden>}
    </>
  )
}

function unitOf(field: FieldDefinition, format: MoneyFormat): string | null {
  const sign =
    field.type === 'percent' ? 'percent' : field.type === 'money' ? currencySign(format).sign : null
  return [sign, field.unit].filter(Boolean).join(' ') || null
}

function placeholderOf(field: FieldDefinition, format: MoneyFormat): string {
  if (field.default === null || field.default === '') return ''
  // The sign and the unit stand at the edges of the input already.
  const bare = field.type === 'choice' ? field : ({ ...field, type: 'number', unit: '' } as const)
  return `${formatFieldValue(bare, field.default, format)} (default)`
}

/** How numbers of this field are typed and shown; ranges are checked by the schema, so nothing is clamped. */
function numberFormat(field: FieldDefinition, format: MoneyFormat) {
  const { decimal, group } = separators(format.locale)
  const { sign, isPrefix } = currencySign(format)
  const isMoney = field.type === 'money'
  const suffix = [
    field.type === 'percent' ? '%' : isMoney && !isPrefix ? sign : null,
    field.unit ?? null,
  ].filter(Boolean)
  return {
    decimalSeparator: decimal,
    // Years and seeds are not quantities: they are not grouped.
    thousandSeparator: isMoney || field.unit ? group : '',
    allowDecimal: field.type !== 'integer',
    allowNegative: (field.min ?? -1) < 0,
    clampBehavior: 'none' as const,
    hideControls: true,
    withKeyboardEvents: false,
    inputMode: field.type === 'integer' ? ('numeric' as const) : ('decimal' as const),
    ...(isMoney && isPrefix
      ? { leftSection: <Unit>{sign}</Unit>, leftSectionPointerEvents: 'none' as const }
      : {}),
    ...(suffix.length > 0
      ? {
          rightSection: <Unit>{suffix.join(' ')}</Unit>,
          rightSectionWidth: `calc(${suffix.join(' ').length * 0.55}em + 2rem)`,
          rightSectionProps: { className: classes.suffix },
          rightSectionPointerEvents: 'none' as const,
        }
      : {}),
  }
}

function Unit({ children }: { children: ReactNode }) {
  return (
    <Text span size="sm" c="dimmed" aria-hidden className={classes.unit ?? ''}>
      {children}
    </Text>
  )
}

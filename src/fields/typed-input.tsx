import { Text, Textarea, TextInput, type TextInputProps } from '@mantine/core'
import type { ComponentProps, FocusEvent, KeyboardEvent } from 'react'
import { type EntryUnit, entryUnitsOf } from '#domain/instances/entry-unit.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { currencySign, type MoneyFormat } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import type { Draft } from './drafts.ts'
import classes from './field-input.module.css'
import { MonthPicker } from './month-picker.tsx'
import { useTypedText } from './use-typed-text.ts'

interface TypedInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  field: FieldDefinition
  draft: Draft
  onDraft: (draft: Draft) => void
}

/**
 * The input of everything that is written differently from how it is stored: numbers, durations and months. Any key is
 * let through and nothing is rewritten under the fingers, so that whatever can be typed can also be pasted, dictated and
 * put together by an input method; what it is understood as shows when the input is left.
 */
export function TypedInput({ field, draft, onDraft, onBlur, ...props }: TypedInputProps) {
  const format = useFormat()
  const { text, placeholder, unit, type, leave, chooseUnit } = useTypedText({
    field,
    draft,
    onChange: onDraft,
  })
  const units = entryUnitsOf(field)
  const handleBlur = (event: FocusEvent<HTMLInputElement>) => {
    leave()
    onBlur?.(event)
  }
  if (field.notation === 'tax_brackets')
    return (
      <Textarea
        {...(props as ComponentProps<typeof Textarea>)}
        autosize
        value={text}
        placeholder={placeholder || (field.whenEmpty ?? '')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={(event) => handleBlur(event as unknown as FocusEvent<HTMLInputElement>)}
        onKeyDown={submitByEnter}
      />
    )
  return (
    <TextInput
      {...props}
      {...currencyBefore(field, format)}
      {...(field.type === 'month'
        ? { rightSection: <MonthPicker value={typeof draft === 'string' ? draft : ''} onPick={onDraft} /> }
        : units.length > 1 && unit !== null
          ? unitSwitch(field.label, units, unit, chooseUnit)
          : unitBehind(field, format))}
      value={text}
      placeholder={field.type === 'month' ? 'YYYY-MM' : placeholder || (field.whenEmpty ?? '')}
      required={field.required ?? false}
      inputMode={keyboardOf(field)}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={handleBlur}
    />
  )
}

/** Lines break where they must: one line is meant, and Enter saves as in every other input. */
function submitByEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

/** The pad of digits on phones; the one with a decimal sign has no minus everywhere. */
function keyboardOf(field: FieldDefinition): 'text' | 'numeric' | 'decimal' {
  if (field.type === 'month' || field.type === 'text' || (field.min ?? -1) < 0) return 'text'
  return field.type === 'integer' ? 'numeric' : 'decimal'
}

function currencyBefore(field: FieldDefinition, format: MoneyFormat): TextInputProps {
  const { sign, isPrefix } = currencySign(format)
  if (field.type !== 'money' || !isPrefix) return {}
  return { leftSection: <Unit>{sign}</Unit>, leftSectionPointerEvents: 'none' }
}

function unitBehind(field: FieldDefinition, format: MoneyFormat): TextInputProps {
  const { sign, isPrefix } = currencySign(format)
  const currency = field.type === 'money' && !isPrefix ? sign : null
  const words = [field.type === 'percent' ? '%' : currency, field.unit].filter(Boolean).join(' ')
  if (words === '') return {}
  return {
    rightSection: <Unit>{words}</Unit>,
    rightSectionWidth: `calc(${words.length * 0.55}em + 2rem)`,
    rightSectionProps: { className: classes.suffix ?? '' },
    rightSectionPointerEvents: 'none',
  }
}

function unitSwitch(
  label: string,
  units: readonly EntryUnit[],
  unit: EntryUnit,
  onChoose: (unit: EntryUnit) => void,
): TextInputProps {
  return {
    rightSectionWidth: '6.5rem',
    rightSectionPointerEvents: 'all',
    rightSection: (
      <select
        aria-label={`Unit of ${label}`}
        className={classes.unitSwitch}
        value={unit}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {units.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    ),
  }
}

function Unit({ children }: { children: string }) {
  return (
    <Text span size="sm" c="dimmed" aria-hidden className={classes.unit ?? ''}>
      {children}
    </Text>
  )
}

import { VisuallyHidden } from '@mantine/core'
import { formatFieldValue } from '#domain/instances/format.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { currencySign, type MoneyFormat } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import classes from './field-input.module.css'

interface FieldHelpProps {
  field: FieldDefinition
  caution: string | null
}

/** The unit stands in the input where everyone sees it; here it is said to those who listen. */
export function FieldHelp({ field, caution }: FieldHelpProps) {
  const format = useFormat()
  const unit = unitOf(field, format)
  return (
    <>
      {caution && <span className={classes.caution}>{caution}</span>}
      {format.help?.[field.key] ?? field.help}
      {unit && <VisuallyHidden> In {unit}.</VisuallyHidden>}
    </>
  )
}

function unitOf(field: FieldDefinition, format: MoneyFormat): string | null {
  const sign =
    field.type === 'percent' ? 'percent' : field.type === 'money' ? currencySign(format).sign : null
  return [sign, field.unit, field.otherUnit && `or ${field.otherUnit.unit}`].filter(Boolean).join(' ') || null
}

/** The default, in grey. */
export function placeholderOf(field: FieldDefinition, format: MoneyFormat): string {
  if (field.default === null || field.default === '') return field.whenEmpty ?? ''
  return `${formatFieldValue(field, field.default, format)} (default)`
}

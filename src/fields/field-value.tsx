import { Text, type TextProps } from '@mantine/core'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { formatFieldValue, formatMergeField } from '#domain/instances/format.ts'
import { ownCharacters } from '#domain/instances/look-alike.ts'
import type { Entity, FieldDefinition, InstanceContent, Scalar } from '#domain/instances/types.ts'
import { useValueFormat } from './references.ts'

interface FieldValueProps extends TextProps {
  definition: FieldDefinition
  /** Null or undefined means that nothing is stored: shown dimmed, as what it means. */
  value: Scalar | null | undefined
}

/** The value of one field of the catalogue, in the user's currency and locale. */
export function FieldValue({ definition, value, ...props }: FieldValueProps) {
  const format = useValueFormat()
  const isMissing = value === null || value === undefined
  return (
    <Text span inherit {...(isMissing ? { c: 'dimmed' } : {})} {...props}>
      {formatFieldValue(definition, value, format)}
    </Text>
  )
}

export interface MergeFieldValueProps extends TextProps {
  kind: Entity
  /** `name`, `status`, `params.<key>`, or `*` for a whole content, which is called by its name. */
  field: string
  value: Scalar | InstanceContent | null | undefined
  /** The values that it is shown beside: one that looks the same is told apart. */
  beside?: readonly unknown[]
  /** What nothing stored means, where that is not the catalogue’s default. */
  missing?: Scalar | null
}

/** The value of one merge field, as conflicts and previews show it. */
export function MergeFieldValue({
  kind,
  field,
  value: stored,
  beside = [],
  missing,
  ...props
}: MergeFieldValueProps) {
  const format = useValueFormat()
  const value = typeof stored === 'object' && stored !== null ? stored.name : stored
  const known = field.startsWith('params.') ? fieldDefinition(kind, field.slice(7)) : undefined
  const definition = known && missing !== undefined ? { ...known, default: missing } : known
  if (definition) return <FieldValue definition={definition} value={value ?? null} {...props} />
  const own =
    typeof value === 'string'
      ? ownCharacters(
          value,
          beside.filter((other): other is string => typeof other === 'string'),
        )
      : null
  return (
    <Text span inherit {...props}>
      {formatMergeField(kind, field, value, format)}
      {own && (
        <Text span inherit c="dimmed" fw={400}>
          {' '}
          ({own})
        </Text>
      )}
    </Text>
  )
}

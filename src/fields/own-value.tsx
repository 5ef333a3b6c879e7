import { Box, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { unusual } from '#domain/instances/cautions.ts'
import { nameSchema } from '#domain/instances/schema.ts'
import type { Entity, Scalar } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import { type Draft, draftValue, problemOf } from './drafts.ts'
import { FieldInput } from './field-input.tsx'

interface OwnValueProps {
  kind: Entity
  /** `name` or `params.<key>`. */
  field: string
  initial: Scalar | null
  /** A value that the catalogue allows, or null as long as there is none. */
  onChange: (value: Scalar | null) => void
}

/** The user's own value for a field in conflict: neither what is now nor what was proposed. */
export function OwnValue({ kind, field, initial, onChange }: OwnValueProps) {
  const format = useFormat()
  const [draft, setDraft] = useState<Draft>(initial ?? '')
  const [isTouched, setIsTouched] = useState(false)
  const definition = fieldDefinition(kind, field.replace(/^params\./, ''))

  if (field === 'name' || !definition) {
    const result = nameSchema.safeParse(draft)
    return (
      <Box mt="sm" maw={420}>
        <TextInput
          label="Name"
          value={String(draft)}
          error={isTouched && !result.success ? result.error.issues[0]?.message : null}
          onBlur={() => setIsTouched(true)}
          onChange={(event) => {
            const text = event.currentTarget.value
            setDraft(text)
            const next = nameSchema.safeParse(text)
            onChange(next.success ? next.data : null)
          }}
        />
      </Box>
    )
  }

  // Leaving the value out is not offered here: an empty input is an undecided one.
  const judge = (next: Draft) =>
    draftValue(next) === null ? 'Enter a value.' : problemOf(definition, next, format)
  return (
    <Box mt="sm" maw={420}>
      <FieldInput
        field={definition}
        draft={draft}
        error={isTouched ? judge(draft) : null}
        caution={judge(draft) === null ? unusual(definition, draftValue(draft), format.locale) : null}
        onChange={(_key, next) => {
          setDraft(next)
          onChange(judge(next) === null ? draftValue(next) : null)
        }}
        onBlur={() => setIsTouched(true)}
      />
    </Box>
  )
}

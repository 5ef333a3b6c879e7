import { useState } from 'react'
import { durationUnitOf, type EntryUnit, inUnit, shownUnit } from '#domain/instances/entry-unit.ts'
import { formatBareNumber, formatText } from '#domain/instances/format.ts'
import { readField } from '#domain/instances/read-field.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { type DurationUnit, writeDuration } from '#domain/reading/read-duration.ts'
import { useFormat } from '#ui/format.ts'
import type { Draft } from './drafts.ts'
import { rememberedUnit, rememberUnit } from './duration-unit.ts'

interface TypedTextOptions {
  field: FieldDefinition
  draft: Draft
  onChange: (draft: Draft) => void
}

/**
 * The text of an input whose value is stored in another form than it is typed in. While one types it is left alone; when
 * the input is left, it shows what was understood, as the locale writes it. What could not be read stays as it is.
 */
export function useTypedText({ field, draft, onChange }: TypedTextOptions) {
  const format = useFormat()
  // What is being typed; null while the input shows its value.
  const [typed, setTyped] = useState<string | null>(null)
  // Null while it is the one that the value and the user's country ask for, which may come to be known late.
  const [chosen, setChosen] = useState(() => rememberedUnit(field))
  const unit = chosen ?? shownUnit(field, draft, format)
  // Digits without a unit: they stay as they are when a unit is chosen for them.
  const [digits, setDigits] = useState<string | null>(null)

  // Somebody else put another value there.
  const [known, setKnown] = useState(draft)
  if (draft !== known) {
    setKnown(draft)
    setTyped(null)
    setDigits(null)
    if (field.otherUnit) setChosen(null)
  }

  function take(next: EntryUnit) {
    setChosen(next)
    rememberUnit(field, next)
  }

  function pass(text: string, entryUnit: EntryUnit | null) {
    const reading = readField(field, text, format, entryUnit)
    const next = reading === null ? '' : 'problem' in reading ? { unread: text } : reading.value
    setKnown(next)
    onChange(next)
    return reading
  }

  return {
    text: typed ?? shown(field, draft, format, unit),
    /** What the input means when it is empty. */
    placeholder: field.default === null ? '' : `${shown(field, field.default, format, unit)} (default)`,
    unit,
    type: (text: string) => {
      setTyped(text)
      // What is typed changes no unit under the fingers.
      setChosen(unit)
      const reading = pass(text, unit)
      setDigits(reading !== null && 'value' in reading && reading.unit === null ? text : null)
    },
    leave: () => {
      if (typed === null) return
      const reading = readField(field, typed, format, unit)
      if (reading !== null && 'problem' in reading) return
      setTyped(null)
      if (reading?.unit) take(reading.unit)
    },
    chooseUnit: (next: EntryUnit) => {
      take(next)
      const again = typed ?? digits
      if (again === null) return
      const reading = pass(again, next)
      if (reading !== null && 'value' in reading) setTyped(null)
    },
  }
}

function shown(field: FieldDefinition, draft: Draft, format: MoneyFormat, unit: EntryUnit | null): string {
  if (typeof draft === 'number') {
    const storedIn = durationUnitOf(field)
    return storedIn
      ? writeDuration(draft, {
          locale: format.locale,
          unit: (unit as DurationUnit | null) ?? storedIn,
          storedIn,
        })
      : formatBareNumber(field, inUnit(field, draft, unit), format)
  }
  return typeof draft === 'object' ? draft.unread : formatText(field, String(draft), format)
}

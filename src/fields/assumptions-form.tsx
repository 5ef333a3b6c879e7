import { Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { currentMonth, formatMonth, toMonth } from '#domain/calendar/month.ts'
import { unusual } from '#domain/instances/cautions.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import { slidesOfAssumptions } from '#domain/instances/slides.ts'
import type { Params } from '#domain/instances/types.ts'
import { assumptionGroups } from '#domain/scenarios/assumption-fields.ts'
import { isAssumptionRelevant, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { fractionQuestion } from '#domain/tax/fractions.ts'
import { assumedText } from '#domain/tax/law/assumed.ts'
import { useFormat } from '#ui/format.ts'
import { FieldGroups } from './field-groups.tsx'
import { FieldSliders } from './field-sliders.tsx'
import { BesideInputs } from './figures-panel.tsx'
import { FormFrame } from './form-frame.tsx'
import { FractionNote } from './fraction-note.tsx'
import type { RenderEffect } from './typed.ts'
import type { AssumptionsDraft } from './use-assumptions-draft.ts'

interface AssumptionsFormProps {
  draft: AssumptionsDraft
  submitLabel: string
  isSubmitting?: boolean
  /** Why nothing can be saved for now; what is typed stays. */
  pausedBecause?: string | null
  /** What failed and what to do about it. */
  problem?: ReactNode
  secondaryActions?: ReactNode
  /** Shows, beside the inputs, what is typed would mean. */
  renderEffect?: RenderEffect<Params> | undefined
  onSubmit: (assumptions: Params) => void
}

/** The form of a scenario's or a profile's assumptions. */
export function AssumptionsForm({ draft, renderEffect, onSubmit, ...frame }: AssumptionsFormProps) {
  const { fields, inherited, form } = draft
  const { locale } = useFormat()
  const resolved = resolveAssumptions(inherited, form.values)
  const { values, change } = form
  const [today] = useState(() => new Date())
  const assumed = assumedText({ tax_system: resolved.tax_system ?? '' }, today, locale)
  const noteFor = (key: string) => {
    const asked = fractionQuestion(key, values[key], locale)
    if (key === 'household_as_of_month') return <MovedMonthNote draft={draft} />
    return asked && <FractionNote asked={asked} onMend={(value) => change(key, value)} />
  }
  const cautions = Object.fromEntries(
    fields.flatMap((field) => {
      if (field.key === 'tax_system' && assumed) return [[field.key, assumed]]
      const message = unusual(field, values[field.key], locale)
      return message ? [[field.key, message]] : []
    }),
  )
  const span = { startMonth: currentMonth(today), years: Number(resolved.horizon_years) }
  const sliders = (
    <FieldSliders slides={slidesOfAssumptions(fields, draft.began, span)} values={values} form={form} />
  )
  const inputs = (
    <FieldGroups
      key={form.turn}
      groups={assumptionGroups}
      fields={fields.filter(({ key }) => isAssumptionRelevant(key, resolved))}
      drafts={form.drafts}
      errors={form.errors}
      cautions={cautions}
      noteFor={noteFor}
      onChange={form.change}
      onLeave={form.leave}
    />
  )
  return (
    <FormFrame
      {...frame}
      onValidate={draft.validate}
      onSubmit={() => onSubmit(draft.content)}
      refusedCount={Object.keys(form.errors).length}
    >
      {renderEffect ? (
        <BesideInputs figures={renderEffect({ content: draft.content, problem: draft.problem, sliders })}>
          {inputs}
        </BesideInputs>
      ) : (
        inputs
      )}
    </FormFrame>
  )
}

/** What else is saved where the household's month moves on, before it is. */
function MovedMonthNote({ draft: { content, expected } }: Pick<AssumptionsFormProps, 'draft'>) {
  const format = useFormat()
  const month = content.household_as_of_month
  if (expected.length === 0 || typeof month !== 'string') return null
  const parts = expected.map(
    (field) => `${field.label} ${formatFieldValue(field, content[field.key] ?? null, format)}`,
  )
  return (
    <Text size="sm" mt={4} role="status">
      Saved with it, as your figures expect for {formatMonth(toMonth(month), format.locale)}:{' '}
      {parts.join('; ')}.
    </Text>
  )
}

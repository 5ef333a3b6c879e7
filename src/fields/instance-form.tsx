import { Paper, TextInput } from '@mantine/core'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { currentMonth } from '#domain/calendar/month.ts'
import { catalogue } from '#domain/instances/catalogue.ts'
import { cautions as cautionsOf } from '#domain/instances/cautions.ts'
import { counts } from '#domain/instances/counted.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import { securedProblems, securityKeys } from '#domain/instances/secured.ts'
import { slidesOf } from '#domain/instances/slides.ts'
import type { InstanceContent, Params, Scalar } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { draftsOf, valuesOf } from './drafts.ts'
import { FieldGroups } from './field-groups.tsx'
import { FieldSliders } from './field-sliders.tsx'
import { BesideInputs } from './figures-panel.tsx'
import { FormFrame } from './form-frame.tsx'
import { HoldingFigures } from './holding-figures.tsx'
import { useHoldings } from './references.ts'
import type { RenderEffect } from './typed.ts'
import type { InstanceDraft } from './use-instance-draft.ts'

/** What stands in an input as it would be stored, and how to put another value there; null empties it. */
export interface FieldEdit {
  readonly value: Scalar | null
  readonly onTake: (value: Scalar | null) => void
}

interface InstanceFormProps {
  draft: InstanceDraft
  /** By which others name it; null for one that is being entered. */
  lineageId?: string | null
  /** What it is projected under, sparse: fields that do not count there are left out. */
  assumptions: Params
  submitLabel: string
  isSubmitting?: boolean
  /** Why nothing can be saved for now; what is typed stays. */
  pausedBecause?: string | null
  /** What failed and what to do about it, above the buttons. */
  problem?: ReactNode
  secondaryActions?: ReactNode
  /** Stands below the input of a merge field (`name`, `params.<key>`). */
  noteFor?: ((field: string, edit: FieldEdit) => ReactNode) | undefined
  /** Shows, beside the inputs, what is typed would mean for the whole. */
  renderEffect: RenderEffect<InstanceContent>
  /** Gets content that the catalogue accepts; keys it does not know are passed on as they were stored. */
  onSubmit: (content: InstanceContent) => void
}

/** The form of an instance, made from the field catalogue. */
export function InstanceForm(props: InstanceFormProps) {
  const { draft, lineageId = null, assumptions, noteFor, renderEffect, onSubmit, ...frame } = props
  const { kind, form, began, content, name, nameError, changeName } = draft
  const { locale } = useFormat()
  const { groups, fields, label } = catalogue[kind]
  const [now] = useState(() => currentMonth(new Date()))
  const applying = useMemo(() => resolveAssumptions(assumptions), [assumptions])

  const cautions = useMemo(
    () =>
      Object.fromEntries(
        cautionsOf(kind, valuesOf(fields, form.drafts, {}), locale, now).map(({ key, message }) => [
          key,
          message,
        ]),
      ),
    [kind, fields, form.drafts, locale, now],
  )
  const { values, change } = form
  const holdings = useHoldings()
  const insecure = useMemo(
    () => (holdings ? securedProblems(kind, lineageId, values, holdings, now) : {}),
    [kind, lineageId, values, holdings, now],
  )
  // As the database: what was so before is pointed out, and refuses nothing else.
  const isSecurityMoved = securityKeys[kind]?.some((key) => values[key] !== began.params[key])
  const refused = isSecurityMoved ? insecure : {}
  const errors = { ...refused, ...form.errors }
  const complete = withDefaults(kind, values)
  const paramNote = useCallback(
    (key: string) =>
      noteFor?.(`params.${key}`, {
        value: values[key] ?? null,
        onTake: (value) => {
          const draft = draftsOf(fields, value === null ? {} : { [key]: value })[key]
          if (draft !== undefined) change(key, draft)
        },
      }),
    [noteFor, fields, values, change],
  )

  const slides = useMemo(
    () => slidesOf(kind, began.params, values, { startMonth: now, years: Number(applying.horizon_years) }),
    [kind, began.params, values, now, applying],
  )
  const holding = { kind, lineageId, params: values, assumptions, now }
  const sliders = (
    <FieldSliders
      slides={slides.filter(({ field }) => counts(field, complete, applying))}
      values={values}
      form={form}
    />
  )
  const figures = renderEffect(
    { content, problem: Object.values({ ...refused, ...form.problems })[0] ?? null, sliders },
    <HoldingFigures {...holding} />,
  )

  return (
    <FormFrame
      {...frame}
      onValidate={() => [...draft.validate(), ...Object.keys(refused)]}
      onSubmit={() => onSubmit(content)}
      refusedCount={Object.keys(errors).length + (nameError ? 1 : 0)}
    >
      <BesideInputs figures={figures}>
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <TextInput
            label="Name"
            description={`What you call this ${label.toLowerCase()}.`}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            data-field="name"
            required
            value={name}
            error={nameError}
            onChange={(event) => changeName(event.currentTarget.value)}
          />
          {noteFor?.('name', {
            value: content.name,
            onTake: (value) => changeName(String(value ?? '')),
          })}
        </Paper>
        <FieldGroups
          key={form.turn}
          groups={groups}
          // What is wrong must be seen, also where it would not count.
          fields={fields.filter((field) => counts(field, complete, applying) || field.key in errors)}
          drafts={form.drafts}
          errors={errors}
          cautions={{ ...cautions, ...insecure }}
          noteFor={noteFor && paramNote}
          onChange={form.change}
          onLeave={form.leave}
        />
      </BesideInputs>
    </FormFrame>
  )
}

import { Paper, TextInput } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { catalogue } from '#domain/instances/catalogue.ts'
import { cautions as cautionsOf } from '#domain/instances/cautions.ts'
import { nameSchema } from '#domain/instances/schema.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'
import type { InstanceContent, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { isSameContent } from '#domain/merge/three-way.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { draftsOf, valuesOf } from './drafts.ts'
import { FieldGroups } from './field-groups.tsx'
import { FormFrame } from './form-frame.tsx'
import { useDrafts } from './use-drafts.ts'

/** What stands in an input as it would be stored, and how to put another value there; null empties it. */
export interface FieldEdit {
  readonly value: Scalar | null
  readonly onTake: (value: Scalar | null) => void
}

export interface InstanceFormProps {
  kind: InstanceKind
  /** What is stored (or the empty content of a new instance): the form is unchanged while it says the same. */
  initial: InstanceContent
  /** What the inputs begin with, when that is more than what is stored. */
  startWith?: InstanceContent | undefined
  format: MoneyFormat
  submitLabel: string
  isSubmitting?: boolean
  /** Why nothing can be saved for now; what is typed stays. */
  pausedBecause?: string | null
  /** Refusals of the server by merge field (`name`, `params.<key>`), shown beside their inputs. */
  serverErrors?: Readonly<Record<string, string>> | undefined
  /** What failed and what to do about it, above the buttons; a function is given what the inputs hold at this moment. */
  problem?: ReactNode | ((typed: InstanceContent) => ReactNode)
  secondaryActions?: ReactNode
  /** Stands below the input of a merge field (`name`, `params.<key>`). */
  noteFor?: ((field: string, edit: FieldEdit) => ReactNode) | undefined
  onDirtyChange?: ((isDirty: boolean) => void) | undefined
  /** Gets content that the catalogue accepts; keys it does not know are passed on as they were stored. */
  onSubmit: (content: InstanceContent) => void
}

/** The form of an instance, made from the field catalogue. To begin anew with other content, give it another `key`. */
export function InstanceForm(props: InstanceFormProps) {
  const { kind, initial, startWith, format, serverErrors, noteFor, onDirtyChange, onSubmit } = props
  const { groups, fields, label } = catalogue[kind]
  const form = useDrafts({ fields, stored: initial.params, startWith: startWith?.params, format })
  const [name, setName] = useState(startWith?.name ?? initial.name)
  const [nameError, setNameError] = useState<string | null>(null)
  const { setErrors } = form

  const status = startWith?.status ?? initial.status
  const content = useMemo(
    () => ({ name: tidyName(name), status, params: form.values }),
    [name, status, form.values],
  )
  // As it is written: a default that was typed is lost as well when the form begins anew.
  const isDirty = !isSameContent(initial, content)
  useEffect(() => onDirtyChange?.(isDirty), [isDirty, onDirtyChange])

  useEffect(() => {
    for (const [field, message] of Object.entries(serverErrors ?? {}))
      if (field === 'name') setNameError(message)
      else setErrors((all) => ({ ...all, [field.replace(/^params\./, '')]: message }))
  }, [serverErrors, setErrors])

  const cautions = useMemo(
    () =>
      Object.fromEntries(
        cautionsOf(kind, valuesOf(fields, form.drafts, {}), format.locale).map(({ key, message }) => [
          key,
          message,
        ]),
      ),
    [kind, fields, form.drafts, format.locale],
  )
  const { values, change } = form
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

  function validate() {
    const problem = nameSchema.safeParse(name).error?.issues[0]?.message ?? null
    setNameError(problem)
    return [...(problem ? ['name'] : []), ...Object.keys(form.validate())]
  }

  return (
    <FormFrame
      submitLabel={props.submitLabel}
      isSubmitting={props.isSubmitting ?? false}
      pausedBecause={props.pausedBecause}
      onValidate={validate}
      onSubmit={() => onSubmit(content)}
      refusedCount={Object.keys(form.errors).length + (nameError ? 1 : 0)}
      problem={typeof props.problem === 'function' ? props.problem(content) : props.problem}
      secondaryActions={props.secondaryActions}
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <TextInput
          label="Name"
          description={`What you call this ${label.toLowerCase()}.`}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          data-field="name"
          required
          value={name}
          error={nameError}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setNameError(null)
          }}
        />
        {noteFor?.('name', {
          value: content.name,
          onTake: (value) => {
            setName(String(value ?? ''))
            setNameError(null)
          },
        })}
      </Paper>
      <FieldGroups
        groups={groups}
        fields={fields}
        drafts={form.drafts}
        errors={form.errors}
        cautions={cautions}
        format={format}
        noteFor={noteFor && paramNote}
        onChange={form.change}
        onLeave={form.leave}
      />
    </FormFrame>
  )
}

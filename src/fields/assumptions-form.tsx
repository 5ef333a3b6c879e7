import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { unusual } from '#domain/instances/cautions.ts'
import type { Params } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { assumptionFields, assumptionGroups } from '#domain/scenarios/assumption-fields.ts'
import { assumptionsSchema, isAssumptionRelevant, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { fractionQuestion } from '#domain/tax/fractions.ts'
import { pastDateText } from '#domain/tax/past-date.ts'
import { FieldGroups } from './field-groups.tsx'
import { FormFrame } from './form-frame.tsx'
import { FractionNote } from './fraction-note.tsx'
import { useDrafts } from './use-drafts.ts'

export interface AssumptionsFormProps {
  /** What is stored, sparse. */
  initial: Params
  /** What applies where nothing is stored, such as the profile's assumptions: shown as placeholders. */
  inherited?: Params
  format: MoneyFormat
  submitLabel: string
  isSubmitting?: boolean
  /** Why nothing can be saved for now; what is typed stays. */
  pausedBecause?: string | null
  /** Refusals of the server by assumption, shown beside their inputs. */
  serverErrors?: Readonly<Record<string, string>> | undefined
  /** What failed and what to do about it; a function is given what the inputs hold at this moment. */
  problem?: ReactNode | ((typed: Params) => ReactNode)
  secondaryActions?: ReactNode
  onDirtyChange?: ((isDirty: boolean) => void) | undefined
  onSubmit: (assumptions: Params) => void
}

const nothingInherited: Params = {}

/** The form of a scenario's or a profile's assumptions. To begin anew with other values, give it another `key`. */
export function AssumptionsForm(props: AssumptionsFormProps) {
  const { initial, inherited = nothingInherited, format, serverErrors, onDirtyChange, onSubmit } = props
  const fields = useMemo(
    () => assumptionFields.map((field) => ({ ...field, default: inherited[field.key] ?? field.default })),
    [inherited],
  )
  const form = useDrafts({ fields, stored: initial, format })
  const { setErrors } = form
  const resolved = resolveAssumptions(inherited, form.values)

  const isDirty = fields.some((field) => form.values[field.key] !== initial[field.key])
  useEffect(() => onDirtyChange?.(isDirty), [isDirty, onDirtyChange])
  useEffect(() => setErrors((all) => ({ ...all, ...serverErrors })), [serverErrors, setErrors])

  function validate() {
    const problems = form.validate()
    if (Object.keys(problems).length > 0) return Object.keys(problems)
    // What depends on several values is judged with the inherited ones, as the projection will use them.
    const issues = assumptionsSchema.safeParse({ ...inherited, ...form.values }).error?.issues ?? []
    const crossed = Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message]))
    setErrors(crossed)
    return Object.keys(crossed)
  }

  const { values, change } = form
  const [today] = useState(() => new Date())
  const pastDate = pastDateText({ tax_preset: resolved.tax_preset ?? '' }, today, format.locale)
  const noteFor = (key: string) => {
    const asked = fractionQuestion(key, values[key], format.locale)
    return asked && <FractionNote asked={asked} onMend={(value) => change(key, value)} />
  }
  const cautions = Object.fromEntries(
    fields.flatMap((field) => {
      if (field.key === 'tax_preset' && pastDate)
        return [[field.key, `${pastDate} Newer rates can be entered as “My own brackets”.`]]
      const message = unusual(field, values[field.key], format.locale)
      return message ? [[field.key, message]] : []
    }),
  )
  return (
    <FormFrame
      submitLabel={props.submitLabel}
      isSubmitting={props.isSubmitting ?? false}
      pausedBecause={props.pausedBecause}
      onValidate={validate}
      onSubmit={() => onSubmit(form.values)}
      refusedCount={Object.keys(form.errors).length}
      problem={typeof props.problem === 'function' ? props.problem(form.values) : props.problem}
      secondaryActions={props.secondaryActions}
    >
      <FieldGroups
        groups={assumptionGroups}
        fields={fields.filter((field) => isAssumptionRelevant(field.key, resolved))}
        drafts={form.drafts}
        errors={form.errors}
        cautions={cautions}
        format={format}
        noteFor={noteFor}
        onChange={form.change}
        onLeave={form.leave}
      />
    </FormFrame>
  )
}

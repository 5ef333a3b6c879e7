import { Button, Group, Stack } from '@mantine/core'
import { useMemo } from 'react'
import type { Profile } from '#data/profiles/profiles.api.ts'
import { saveAssumptionsMutation } from '#data/profiles/profiles.queries.ts'
import { useWrite } from '#data/writes.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { expectedHousehold } from '#domain/projection/expected-household.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { withStatedMonths } from '#domain/scenarios/stated-months.ts'
import { FieldInput } from '#fields/field-input.tsx'
import { useDrafts } from '#fields/use-drafts.ts'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { SendingForm } from '#ui/sending-form.tsx'

interface CorrectBalanceProps {
  /** Whose balance it is, as it was when the form was opened. */
  began: Profile
  /** Reality from this month on. */
  plan: Plan
  onCancel: () => void
}

/** Asks for the balance as it is now, which may be the one of before: either takes this month, with what was expected besides. */
export function CorrectBalance({ began, plan, onCancel }: CorrectBalanceProps) {
  const { startMonth } = plan
  const { locale } = useFormat()
  const fields = useMemo(
    () =>
      assumptionFields
        .filter(({ key }) => key === 'household_cash')
        .map(
          (field): FieldDefinition => ({
            ...field,
            required: true,
            label: 'Balance of the household account now',
            help: `At the beginning of ${formatMonth(startMonth, locale)}, purchases of this month paid. What else was of the earlier month, such as losses that wait, is taken on as your figures expect it.`,
          }),
        ),
    [startMonth, locale],
  )
  const initial = useMemo(() => {
    const { household_cash } = expectedHousehold(plan, startMonth)
    return { household_cash: Math.round(household_cash * 100) / 100 }
  }, [plan, startMonth])
  const form = useDrafts({ fields, initial })
  const saving = useWrite(saveAssumptionsMutation, {
    failed: 'The balance was not saved',
    onSuccess: () => notifyDone('The balance is saved. Your figures go on from it.'),
    onSuccessHere: focusPageHeading,
    isSaidInNotice: true,
  })

  function handleSubmit() {
    if (Object.keys(form.validate()).length > 0) return
    const before = began.assumptions
    const after = { ...before, ...form.values, household_as_of_month: startMonth }
    const expectedIn = () => expectedHousehold(plan, startMonth)
    saving.mutate({ began, assumptions: withStatedMonths({ before, after, today: startMonth, expectedIn }) })
  }

  return (
    <SendingForm
      isSending={saving.isPending}
      onSubmit={(event) => {
        event.preventDefault()
        handleSubmit()
      }}
      foot={
        <Group gap="sm">
          <Button type="submit" loading={saving.isPending}>
            Save the balance
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      }
    >
      <Stack maw={420}>
        {fields.map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            draft={form.drafts[field.key] ?? ''}
            error={form.errors[field.key] ?? null}
            caution={null}
            onChange={form.change}
            onBlur={form.leave}
          />
        ))}
      </Stack>
    </SendingForm>
  )
}

import { Anchor, Button, Group, Stack, Switch, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { z } from 'zod'
import { takeBackMutation } from '#data/applications/applications.mutations.ts'
import { isFailure } from '#data/errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import { updateInstancesMutation } from '#data/instances/instances.mutations.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { movedIds } from '#data/instances/moved-ids.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { useCarryOut, useWrite } from '#data/writes.ts'
import { ageInWords } from '#domain/calendar/age-in-words.ts'
import { currentMonth, formatMonth, isMonth, type Month } from '#domain/calendar/month.ts'
import { isHeldIn } from '#domain/instances/stated-month.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { realHoldings } from '#domain/merge/carry-out.ts'
import { amountsAt } from '#domain/projection/amounts-at.ts'
import { SaveProblem } from '#editing/save-problem.tsx'
import { focusField } from '#fields/asked-field.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { useChoices } from '#lib/use-choices.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { SendingForm } from '#ui/sending-form.tsx'
import { StickyBar } from '#ui/sticky-bar.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { canBeConfirmed, subjectOf } from './amount-updates.ts'
import { AmountsRow } from './amounts-row.tsx'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { staleAmong } from './stale-amounts.ts'
import { useAmountsDraft } from './use-amounts-draft.ts'

const offer = { show: ['old', 'all'] } as const

/** Brings the amounts of several holdings up to date in one step. */
export function UpdateAmountsPage() {
  const instances = useQuery(instancesQuery)
  const profile = useQuery(profileQuery)
  return (
    <Page
      title="Update amounts"
      description="What your investments are worth and what you owe this month. What you leave alone stays as it is."
      breadcrumbs={<InstanceBreadcrumb />}
    >
      <Loaded
        query={instances}
        failed="Your investments could not be loaded"
        loading={<LoadingState rows={4} height={140} label="Loading your investments" />}
      >
        {(all) =>
          profile.isPending ? (
            <LoadingState rows={4} height={140} label="Loading your investments" />
          ) : (
            <AmountsForm instances={all} />
          )
        }
      </Loaded>
    </Page>
  )
}

const placeSchema = z.object({ place: z.string() })

function AmountsForm({ instances }: { instances: readonly Instance[] }) {
  const navigate = useNavigate()
  const carryOut = useCarryOut()
  const requestIds = useRequestIds()
  const { assumptions, staleAfter } = usePreferences()
  const { locale } = useFormat()
  const [{ show }, choose] = useChoices(offer)
  const [today] = useState(() => currentMonth(new Date()))
  const place = useRef<HTMLDivElement>(null)

  const held = useMemo(
    () => instances.filter(({ status, params }) => status === 'active' && isHeldIn(params, today)),
    [instances, today],
  )
  const old = useMemo(() => staleAmong(held, today, staleAfter), [held, today, staleAfter])
  const oldIds = useMemo(() => new Set(old.map(({ id }) => id)), [old])
  // Old ones first: whoever asks for all of them keeps their place.
  const subjects = useMemo(() => {
    const amounts = amountsAt(realHoldings(instances), assumptions, today)
    const rows = [...old, ...held.filter(({ id }) => !oldIds.has(id))]
    return rows.map((row) => subjectOf(row, amounts.get(row.id)))
  }, [instances, held, old, oldIds, assumptions, today])
  const form = useAmountsDraft(subjects, today)
  // What was said stays in sight.
  const listed = subjects.filter(
    ({ row }) => show === 'all' || oldIds.has(row.id) || form.rows.get(row.id)?.after,
  )
  const { shown, showMore } = useFirstOfMany(listed, 30)
  const { release } = useUnsavedChanges(form.count > 0)

  const saving = useWrite(updateInstancesMutation, {
    failed: 'Your amounts were not saved',
    onSuccess: ({ application_id, items }) => {
      requestIds.settle()
      form.clear()
      const undo = () => void carryOut(takeBackMutation, application_id, 'This could not be undone')
      notifyDone(`The amounts of ${counted(items.length, 'investment')} are updated.`, { onUndo: undo })
    },
    onSuccessHere: () => {
      release()
      navigate(paths.instances)
    },
  })
  const moved = movedIds(saving.error)
  const refused = isFailure(saving.error, 'invalid')
    ? placeSchema.safeParse(saving.error.detail).data?.place
    : undefined

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const changes = form.changes()
    if (changes) {
      if (Object.keys(changes).length > 0) saving.mutate({ changes, requestId: requestIds.for(changes) })
      // It is like that already.
      else form.clear()
      return
    }
    const [first] = [...form.rows].flatMap(([id, { problems }]) =>
      Object.keys(problems).map((key) => `${id}-${key}`),
    )
    if (first) focusField(place.current, first)
  }

  if (held.length === 0)
    return (
      <EmptyState
        icon={<IconCircleCheck size={32} />}
        title="Nothing to update"
        actions={
          <LinkButton to={paths.newInstance} variant="default">
            Add an investment
          </LinkButton>
        }
      >
        You hold no investment this month.
      </EmptyState>
    )
  const undecided = [...form.rows.values()].filter(({ began }) => began).length
  return (
    <SendingForm
      isSending={saving.isPending}
      onSubmit={handleSubmit}
      foot={
        <>
          {saving.error && moved.length > 0 ? (
            <ErrorState
              error={saving.error}
              title={saving.failed}
              words={`${counted(moved.length, 'investment was', 'investments were')} changed elsewhere meanwhile, so none was saved. Everything you entered is still here: decide what becomes of the marked ones, then save again.`}
            />
          ) : (
            saving.error && <SaveProblem saving={saving} />
          )}
          <StickyBar>
            <Group justify="space-between" gap="sm">
              <Group gap="sm">
                <Button type="submit" loading={saving.isPending} disabled={form.count === 0}>
                  {form.count === 0 ? 'Save' : `Save ${counted(form.count, 'investment')}`}
                </Button>
                <LinkButton variant="subtle" to={paths.instances}>
                  {form.count > 0 ? 'Cancel' : 'Back'}
                </LinkButton>
              </Group>
              <Text size="sm" role="status">
                {undecided > 0
                  ? `${counted(undecided, 'investment')} changed elsewhere: decide first.`
                  : form.count === 0
                    ? 'Nothing entered yet.'
                    : 'All of it is saved, or nothing.'}
              </Text>
            </Group>
          </StickyBar>
        </>
      }
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {old.length === 0
            ? `No amounts are older than ${ageInWords(staleAfter)}.`
            : `${counted(old.length, 'investment has', 'investments have')} amounts older than ${ageInWords(staleAfter)}.`}
        </Text>
        <Group gap="md">
          <Switch
            label="Show all"
            checked={show === 'all'}
            onChange={(event) => choose({ show: event.currentTarget.checked ? 'all' : 'old' })}
          />
          {listed.some(canBeConfirmed) && (
            <Button size="xs" variant="default" onClick={() => form.takeAllExpected(listed)}>
              All others as expected
            </Button>
          )}
        </Group>
      </Group>
      <Stack gap="md" ref={place}>
        {shown.map((subject) => {
          const draft = form.rows.get(subject.row.id)
          return (
            draft && (
              <AmountsRow
                key={subject.row.id}
                subject={subject}
                today={today}
                isStale={oldIds.has(subject.row.id)}
                draft={draft}
                form={form}
                refusal={refused === subject.row.id ? (saving.error?.message ?? null) : null}
              />
            )
          )
        })}
      </Stack>
      {showMore}
      <Text size="sm" c="dimmed">
        {householdText(assumptions.household_as_of_month, today, locale)} If its balance is not what is
        expected,{' '}
        <Anchor
          component={Link}
          to={paths.field(paths.settings, 'household_cash')}
          inherit
          underline="always"
        >
          enter it
        </Anchor>
        . After how long amounts count as old is a{' '}
        <Anchor component={Link} to={paths.settings} inherit underline="always">
          setting
        </Anchor>
        .
      </Text>
    </SendingForm>
  )
}

/** Of when the household account is, which has a month of its own, and what stating other amounts means for it. */
function householdText(stated: Scalar | undefined, today: Month, locale: string): string {
  if (typeof stated !== 'string' || !isMonth(stated) || stated >= today)
    return 'Your household account is of this month.'
  return `Your household account is of ${formatMonth(stated, locale)}. What happened to it since is counted with the amounts as they are stated now.`
}

import { Anchor, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { assumptionsOfProfile } from '#data/profiles/assumed.ts'
import { profileQuery, saveAssumptionsMutation } from '#data/profiles/profiles.queries.ts'
import { useWrite } from '#data/writes.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { type WhatHappened, whatHappened } from '#domain/projection/what-happened.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { CorrectBalance } from './correct-balance.tsx'
import { happenedLines } from './happened-words.ts'
import { realityPlan } from './plans.ts'
import { useStartMonth } from './use-start-month.ts'

/** Tells once what was expected of the months that have passed, to be confirmed or corrected. */
export function SinceConfirmed() {
  const instances = useQuery(instancesQuery)
  const profile = useQuery(profileQuery)
  const startMonth = useStartMonth()
  const confirm = useWrite(saveAssumptionsMutation, {
    failed: 'What happened was not confirmed',
    onSuccess: () => notifyDone('Confirmed. Your figures go on from here.'),
    onSuccessHere: focusPageHeading,
    isSaidInNotice: true,
  })
  const plan = useMemo(
    () =>
      instances.data &&
      profile.data &&
      realityPlan(instances.data, assumptionsOfProfile(profile.data), startMonth),
    [instances.data, profile.data, startMonth],
  )
  const happened = useMemo(() => (plan ? whatHappened(plan) : null), [plan])
  const began = profile.data
  if (!plan || !happened || !began || happened.happenings.length === 0) return null
  return (
    <HappenedCard
      happened={happened}
      correction={(close) => <CorrectBalance began={began} plan={plan} onCancel={close} />}
      isConfirming={confirm.isPending}
      onConfirm={() =>
        confirm.mutate({
          began,
          assumptions: { ...began.assumptions, household_confirmed_month: startMonth },
        })
      }
    />
  )
}

interface HappenedCardProps {
  happened: WhatHappened
  /** The form that corrects the balance; closed by what it is given. */
  correction: (close: () => void) => ReactNode
  isConfirming: boolean
  onConfirm: () => void
}

function HappenedCard({ happened, correction, isConfirming, onConfirm }: HappenedCardProps) {
  const [isCorrecting, { open, close }] = useDisclosure(false)
  const format = useFormat()
  const lines = useMemo(() => happenedLines(happened, format), [happened, format])
  const { shown, showMore } = useFirstOfMany(lines, 8)
  const money = (amount: number) => formatMoney(amount, format)
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="since-confirmed">
      <Stack gap="xs">
        <Title order={2} fz="h4" id="since-confirmed">
          Since you last confirmed your figures, {formatMonth(happened.since, format.locale)}
        </Title>
        <Text size="sm">
          This was to happen, and your figures count it as having happened. Your household account has gone
          from {money(happened.before)} to {money(happened.now)}.
        </Text>
        <List size="sm" spacing={4}>
          {shown.map(({ key, name, path, text }) => (
            <List.Item key={key}>
              {path === null ? (
                <b>{name}</b>
              ) : (
                <Anchor component={Link} to={path} inherit>
                  {name}
                </Anchor>
              )}
              : {text}
            </List.Item>
          ))}
        </List>
        {showMore}
        <Text size="sm" c="dimmed">
          Something went otherwise? Enter the balance of your household account as it is now, and open what
          differs to enter its amounts.
        </Text>
        <div className="no-print">
          {isCorrecting ? (
            correction(close)
          ) : (
            <Group gap="sm">
              <Button onClick={onConfirm} loading={isConfirming}>
                Confirm
              </Button>
              <Button variant="default" onClick={open}>
                Correct the balance
              </Button>
            </Group>
          )}
        </div>
      </Stack>
    </Paper>
  )
}

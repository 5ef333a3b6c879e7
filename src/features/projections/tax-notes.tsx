import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { lawChangeOf } from '#domain/projection/analysis/law-change.ts'
import { untaxedPastGains } from '#domain/projection/analysis/past-gains.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { useFormat } from '#ui/format.ts'
import { finalFigureQuery } from './final-figure-query.ts'

/** Says whose gain so far is not taxed because its cost is not known. */
export function PastGainsNote({ plan }: { plan: Plan }) {
  const names = untaxedPastGains(plan)
  if (names.length === 0) return null
  return (
    <Text size="sm">
      No cost base is entered for {names.map((name) => `“${name}”`).join(', ')}: what was gained so far counts
      as free of tax.
    </Text>
  )
}

/** What the law's coming changes mean for net worth at the end, where they mean anything. */
export function LawChangeNote({ plan }: { plan: Plan }) {
  const format = useFormat()
  const change = lawChangeOf(plan)
  const applied = useQuery(finalFigureQuery(change?.applied)).data
  const ignored = useQuery(finalFigureQuery(change?.ignored)).data
  if (!change || applied === undefined || ignored === undefined) return null
  const [withIt, withoutIt] = [applied, ignored].map((amount) => formatMoney(amount, format))
  if (withIt === withoutIt) return null
  return (
    <Text size="sm">
      From {formatMonth(change.from, format.locale)} the law changes: with it, net worth at the end is, if
      every year were average, {withIt} in today’s money, without it {withoutIt}. Your assumptions{' '}
      {change.isFollowed ? 'follow it' : 'leave it out'}.
      {change.assumes.length > 0 && ` It is assumed that ${change.assumes.join('; that ')}.`}
    </Text>
  )
}

import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { addMonths, formatMonth } from '#domain/calendar/month.ts'
import { type ShortfallCause, shortfallCause } from '#domain/projection/analysis/shortfall-cause.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { OnePath } from '#domain/projection/simulation/one-path.ts'
import { useChoices } from '#lib/use-choices.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { pathInWorker } from '#workers/projection-client.ts'
import { chartPoints, manyStyle, scenarioStyle } from './chart-lines.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'
import { FutureTable } from './future-table.tsx'
import { keyFigures } from './key-figures.ts'
import { LazyChart } from './lazy-chart.tsx'
import { at, type Money, totals } from './series.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { causeSentence, marketSentence } from './shortfall-cause-words.ts'

function pathQuery(plan: Plan, path: number) {
  return queryOptions<OnePath>({
    queryKey: ['path', planKey(plan), path],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'path')
      return pathInWorker(plan, path, { signal })
    },
    // The next future takes the place of the one on screen, without a gap.
    placeholderData: (previous: OnePath | undefined) => previous,
    ...computed,
  })
}

interface FailingFutureProps {
  plan: Plan
  /** Those that fail, by the size of their failure: the least first. */
  failing: Float64Array
  /** The same plan if every year were average. */
  average: Projection
  money: Money
}

/** The place among those that fail; empty: none is looked at. */
const offer = { failing: '' } as const

/** Steps into one future in which the household account is overdrawn: when, how deep, and why. */
export function FailingFuture({ plan, failing, average, money }: FailingFutureProps) {
  const { locale } = useFormat()
  const [{ failing: asked }, choose] = useChoices(offer)
  const count = failing.length
  const [isEntered, setEntered] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const isOpen = asked !== ''
  // The focus follows what was pressed: into what opens, and back to what opened it.
  useEffect(() => {
    if (isEntered) (isOpen ? heading : opener).current?.focus()
  }, [isEntered, isOpen])
  if (count === 0) return null
  const middle = Math.ceil(count / 2)
  if (!isOpen)
    return (
      <Button
        ref={opener}
        variant="default"
        className="no-print"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          setEntered(true)
          choose({ failing: String(middle) })
        }}
      >
        Step into a future that fails
      </Button>
    )
  const place = Math.min(count, Math.max(1, Math.round(Number(asked)) || middle))
  const number = new Intl.NumberFormat(locale)
  const go = (to: number) => choose({ failing: String(Math.min(count, Math.max(1, to))) })
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-label="One future that fails">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} fz="h4" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
              One future that fails
            </Title>
            <Text size="sm" c="dimmed" role="status">
              Of {number.format(count)} in which the household account is overdrawn, the mildest first, number{' '}
              {number.format(place)}
              {place === middle && ': the middle one'}
            </Text>
          </div>
          <Group gap="xs" className="no-print">
            <Button variant="default" size="xs" {...off(place === 1)} onClick={() => go(place - 1)}>
              A milder one
            </Button>
            <Button variant="default" size="xs" {...off(place === middle)} onClick={() => go(middle)}>
              The middle one
            </Button>
            <Button variant="default" size="xs" {...off(place === count)} onClick={() => go(place + 1)}>
              A worse one
            </Button>
            <Button variant="subtle" size="xs" onClick={() => choose({ failing: '' })}>
              Close
            </Button>
          </Group>
        </Group>
        <Future plan={plan} path={at(failing, place - 1)} average={average} money={money} />
      </Stack>
    </Paper>
  )
}

/** Looks off, and keeps the focus of whoever has come to the last one. */
const off = (isOff: boolean) => (isOff ? { 'data-disabled': true, 'aria-disabled': true } : {})

interface FutureProps {
  plan: Plan
  path: number
  average: Projection
  money: Money
}

function Future({ plan, path, average, money }: FutureProps) {
  const { data, error } = useQuery(pathQuery(plan, path))
  if (error) return <ErrorState error={error} title="This future could not be played through" />
  const cause = data && shortfallCause(data, average)
  if (!cause) return <LoadingState rows={2} height={120} label="Playing this future through" />
  const { projection } = data
  const points = chartPoints(projection)
  const charts = [
    { row: 'household', title: 'Household account' },
    { row: 'netWorth', title: 'Net worth' },
  ] as const
  return (
    <>
      <WhyItFails future={data} cause={cause} money={money} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {charts.map(({ row, title }) => (
          <Stack key={row} gap="xs">
            <Title order={3} fz="sm">
              {title}
            </Title>
            <LazyChart
              title={`${title} in this future, and if every year were average`}
              height={240}
              points={points}
              lines={[
                {
                  key: 'future',
                  label: 'This future',
                  style: scenarioStyle,
                  values: totals(projection, row, money),
                },
                {
                  key: 'average',
                  label: 'If every year were average',
                  style: manyStyle(1),
                  values: totals(average, row, money),
                },
              ]}
            />
          </Stack>
        ))}
      </SimpleGrid>
      <FutureTable future={data} money={money} />
    </>
  )
}

function WhyItFails({ future, cause, money }: { future: OnePath; cause: ShortfallCause; money: Money }) {
  const format = useFormat()
  const { projection, firstShortfall } = future
  const { worstShortfall } = keyFigures(projection, money)
  const first = formatMonth(addMonths(projection.startMonth, firstShortfall - 1), format.locale)
  const words = { ...format, factor: money === 'today' ? 1 : at(projection.priceLevels, cause.year) }
  return (
    <Stack gap={4}>
      <Text>
        The household account is overdrawn for the first time in {first}, at the deepest{' '}
        <ShortfallAmount shortfall={worstShortfall} isInSentence />.
      </Text>
      <Text size="sm">{causeSentence(cause, projection, words)}</Text>
      <Text size="sm">{marketSentence(cause, words)}</Text>
      {cause.isPlanned && (
        <Text size="sm">
          By then it would be overdrawn in average years too: what is planned leads there, and not the market
          alone.
        </Text>
      )}
    </Stack>
  )
}

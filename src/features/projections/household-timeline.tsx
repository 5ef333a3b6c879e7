import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { addMonths, formatMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { eventKey, eventText } from './event-words.ts'
import { eventsQuery } from './events-query.ts'
import classes from './household-timeline.module.css'
import { MonthSlider } from './month-slider.tsx'

interface HouseholdTimelineProps {
  plan: Plan
  /** Where the field that says when is edited; null where none does. */
  pathOf: (event: HouseholdEvent) => string | null
  /** Moves an event, and answers whether that was done; null where nothing can be moved, or this one cannot. */
  moveOf?: (event: HouseholdEvent) => ((to: Month) => Promise<boolean>) | null
}

const firstShown = 12

/** What happens to the household and when, on a common axis; in a scenario events are moved along it. */
export function HouseholdTimeline({ plan, pathOf, moveOf = () => null }: HouseholdTimelineProps) {
  const { data: events } = useQuery(eventsQuery(plan))
  const inOrder = useKeptOrder(events ?? [])
  const { shown, showMore } = useFirstOfMany(inOrder, firstShown)
  const format = useFormat()
  if (inOrder.length === 0) return null
  const years = Number(resolveAssumptions(plan.assumptions).horizon_years)
  const canMove = inOrder.some((event) => moveOf(event) !== null)
  const ends = [plan.startMonth, addMonths(plan.startMonth, 12 * years - 1)] as const
  return (
    <Paper component="section" withBorder p={{ base: 'sm', sm: 'md' }} aria-label="What happens when">
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h4">
            What happens when
          </Title>
          <Text size="sm" c="dimmed">
            Between {formatMonth(ends[0], format.locale)} and {formatMonth(ends[1], format.locale)}. Debts are
            paid off, and goals and shortfalls come, when they do if every year is average.
            {canMove && ' Drag a handle, or move it with the arrow keys, to try another month.'}
          </Text>
        </div>
        <ol className={classes.events}>
          {shown.map((event) => (
            <TimelineRow
              key={eventKey(event)}
              event={event}
              startMonth={plan.startMonth}
              months={12 * years}
              path={pathOf(event)}
              onMove={moveOf(event)}
            />
          ))}
        </ol>
        {showMore}
      </Stack>
    </Paper>
  )
}

/** In the order in which they were seen first: what is moved past another stays under the finger that moves it. */
function useKeptOrder(events: readonly HouseholdEvent[]): readonly HouseholdEvent[] {
  const [ranks] = useState(() => new Map<string, number>())
  for (const event of events) {
    const key = eventKey(event)
    if (!ranks.has(key)) ranks.set(key, ranks.size)
  }
  return [...events].sort((a, b) => (ranks.get(eventKey(a)) ?? 0) - (ranks.get(eventKey(b)) ?? 0))
}

interface TimelineRowProps {
  event: HouseholdEvent
  startMonth: Month
  months: number
  path: string | null
  onMove: ((to: Month) => Promise<boolean>) | null
}

function TimelineRow({ event, startMonth, months, path, onMove }: TimelineRowProps) {
  const { locale } = useFormat()
  const at = monthIndex(event.month) - monthIndex(startMonth)
  const [moved, setMoved] = useState<number | null>(null)
  // What was moved has arrived, or something else has.
  const [seen, setSeen] = useState(event)
  if (seen !== event) {
    setSeen(event)
    setMoved(null)
  }
  const text = eventText(event)
  const month = addMonths(startMonth, moved ?? at)
  return (
    <li className={classes.event}>
      <span className={classes.name}>
        {path ? (
          <Anchor component={Link} to={path} c="inherit" fz="inherit">
            {text}
          </Anchor>
        ) : (
          text
        )}
      </span>
      <span className={classes.month}>{formatMonth(month, locale, 'short')}</span>
      {onMove ? (
        <MonthSlider
          label={text}
          months={months}
          value={moved ?? at}
          textOf={(value) => formatMonth(addMonths(startMonth, value), locale)}
          onChange={setMoved}
          onDone={(value) => {
            void onMove(addMonths(startMonth, value)).then((isDone) => {
              if (!isDone) setMoved(null)
            })
          }}
        />
      ) : (
        <span className={classes.track} aria-hidden>
          <span
            className={classes.dot}
            style={{ insetInlineStart: `${(at / Math.max(1, months - 1)) * 100}%` }}
          />
        </span>
      )}
    </li>
  )
}

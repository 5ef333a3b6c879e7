/** What stands in the panel beside a form: figures of what is typed, and of what it is compared with. */
import { Stack, Text, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import type { Outlooks } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { digitsBorne } from '#domain/projection/simulation/standard-error.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { formatChance } from './bands.ts'
import { chartPoints, realityStyle, scenarioStyle } from './chart-lines.ts'
import { planKey } from './computed-query.ts'
import { useCourse } from './course-query.ts'
import { useEditedOutlook } from './edited-outlook.ts'
import { whenReached } from './goal-words.ts'
import { LazyChart } from './lazy-chart.tsx'
import { OutcomeLine } from './outcome-note.tsx'
import { EstimatedAmount, OutlookRange, OutlookWords } from './outlook-card.tsx'
import type { ComparedPlans } from './plans.ts'
import { totals } from './series.ts'

/** In milliseconds: what is said aloud waits until it is typed. */
const pause = 700

/** What is typed beside what it is compared with. */
export type TypedPlans = Pick<ComparedPlans, 'scenario' | 'reality'> & Partial<Pick<ComparedPlans, 'outcome'>>

/** What the two are called. */
interface Sides {
  readonly of: string
  readonly name: string
  readonly other: string
  /** Within a sentence. */
  readonly from: string
}

export function sidesOf(scenario: Scenario | undefined): Sides {
  const of = 'For the whole scenario, before anything is saved.'
  return { of, name: scenario?.name ?? 'This scenario', other: 'Reality', from: 'reality' }
}

export const realSides: Sides = {
  of: 'For all that you have, before anything is saved.',
  name: 'As typed',
  other: 'As saved',
  from: 'what is saved',
}

interface Shown {
  readonly plans: TypedPlans
  readonly outlooks: Outlooks
  readonly isProvisional: boolean
}

function endMonth({ startMonth, assumptions }: Plan) {
  return endMonthOf({ startMonth }, Number(resolveAssumptions(assumptions).horizon_years))
}

interface ShownProps {
  shown: Shown
  sides: Sides
  /** What is typed since then cannot be saved. */
  isOld: boolean
}

/** All of it in a line. */
export function Summary({ shown: { plans, outlooks }, sides, isOld }: ShownProps) {
  const { locale } = useFormat()
  const [compared] = outlooks.scenarios
  if (!compared) return null
  return (
    <>
      <Text size="sm" component="span" display="block" {...(isOld ? { c: 'dimmed' } : {})}>
        Net worth, {formatMonth(endMonth(plans.scenario), locale, 'short')}:{' '}
        <b>
          <EstimatedAmount estimate={compared.outlook.middle} />
        </b>
      </Text>
      <Text size="xs" component="span" display="block" c="dimmed">
        <EstimatedAmount estimate={compared.difference.middle} isSigned /> from {sides.from}
        {isOld && ', before the refused value'}
      </Text>
    </>
  )
}

interface EffectProps extends ShownProps {
  scenarioId: string | null
  /** Without what is typed. */
  before: Plan | undefined
}

export function Effect({ shown, before, scenarioId, sides, isOld }: EffectProps) {
  const { plans, outlooks, isProvisional } = shown
  const { locale } = useFormat()
  const [compared] = outlooks.scenarios
  if (!compared) return null
  const { outlook, difference, risk } = compared
  const { realRisk } = outlooks
  const isWorse = !isOld && digitsBorne(difference.middle) < 0
  return (
    <Stack gap="sm" {...(isOld ? { c: 'dimmed' } : {})}>
      <Figure
        label={`Net worth, ${formatMonth(endMonth(plans.scenario), locale)}`}
        figure={<EstimatedAmount estimate={outlook.middle} />}
        size="xl"
      >
        In today’s money, <OutlookWords outlook={outlook} isSigned={false} />
        {isProvisional && '; more are being played through'}
      </Figure>
      <Figure
        label={`Difference from ${sides.from}`}
        figure={<EstimatedAmount estimate={difference.middle} isSigned />}
        isBad={isWorse}
      >
        {sides.other}, in the middle: <EstimatedAmount estimate={outlooks.reality.middle} />
        <OutlookRange outlook={outlooks.reality} />
      </Figure>
      {before && planKey(before) !== planKey(plans.reality) && (
        <OwnDifference scenario={plans.scenario} before={before} isOld={isOld} />
      )}
      {risk.goal && (
        <Figure label="Reaches the goal" figure={formatChance(risk.goal.chance, locale)}>
          {whenReached(risk.goal.year, (year) => endMonthOf(plans.scenario, year), locale)}
          {realRisk.goal && (
            <div>
              {sides.other}: {formatChance(realRisk.goal.chance, locale)}
            </div>
          )}
        </Figure>
      )}
      <Figure
        label="Least in the household account"
        figure={<EstimatedAmount estimate={risk.lowestCash} />}
        isBad={!isOld && digitsBorne(risk.lowestCash) < 0}
      >
        In today’s money, in the middle of the futures
        <div>
          {sides.other}: <EstimatedAmount estimate={realRisk.lowestCash} />
        </div>
      </Figure>
      {scenarioId !== null && plans.outcome && (
        <OutcomeLine scenarioId={scenarioId} outcome={plans.outcome} />
      )}
    </Stack>
  )
}

interface OwnDifferenceProps {
  scenario: Plan
  before: Plan
  isOld: boolean
}

/** What this alone makes of a scenario that differs from reality already, or of what both sides assume. */
function OwnDifference({ scenario, before, isOld }: OwnDifferenceProps) {
  const plans = useMemo(() => ({ scenario, reality: before }), [scenario, before])
  const { shown } = useEditedOutlook(plans)
  const [compared] = shown?.outlooks.scenarios ?? []
  if (!shown || !compared) return null
  const { middle } = compared.difference
  return (
    <Figure
      label="Difference that this makes"
      figure={<EstimatedAmount estimate={middle} isSigned />}
      isBad={!isOld && digitsBorne(middle) < 0}
    >
      Without it, in the middle: <EstimatedAmount estimate={shown.outlooks.reality.middle} />
    </Figure>
  )
}

interface FigureProps {
  label: string
  figure: ReactNode
  size?: 'lg' | 'xl'
  isBad?: boolean
  children: ReactNode
}

function Figure({ label, figure, size = 'lg', isBad = false, children }: FigureProps) {
  return (
    <div>
      <Text size="sm">{label}</Text>
      <Text fw={650} fz={size} lh={1.25} {...(isBad ? { c: 'var(--mantine-color-error)' } : {})}>
        {figure}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {children}
      </Text>
    </div>
  )
}

/** The same line as on the scenario's overview, or on that of reality, small. */
export function EffectChart({ plans, sides: { name, other } }: { plans: TypedPlans; sides: Sides }) {
  const scenario = useCourse(plans.scenario)
  const reality = useCourse(plans.reality)
  if (!scenario || !reality) return null
  return (
    <div>
      <Text size="sm" mb={4}>
        Net worth if every year were average
      </Text>
      <LazyChart
        title={`Net worth if every year were average, in today’s money: ${name}, ${other}`}
        points={chartPoints(scenario)}
        lines={[
          {
            key: 'scenario',
            label: name,
            values: totals(scenario, 'netWorth', 'today'),
            style: scenarioStyle,
          },
          {
            key: 'reality',
            label: other,
            values: totals(reality, 'netWorth', 'today'),
            style: realityStyle,
          },
        ]}
        height={150}
      />
    </div>
  )
}

/** To those who listen: the figures that stay, once they do. */
export function Said({ shown, sides, isReady }: { shown: Shown; sides: Sides; isReady: boolean }) {
  const format = useFormat()
  const [compared] = shown.outlooks.scenarios
  const sentence =
    isReady && compared
      ? `Net worth in ${formatMonth(endMonth(shown.plans.scenario), format.locale)}: ${formatMoney(digitsBorne(compared.outlook.middle), format)}, ${signedMoney(digitsBorne(compared.difference.middle), format)} from ${sides.from}.`
      : ''
  const [said] = useDebouncedValue(sentence, pause)
  return <VisuallyHidden role="status">{said}</VisuallyHidden>
}

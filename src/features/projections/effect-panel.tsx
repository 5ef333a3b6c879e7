import { Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import type { Outlooks } from '#domain/projection/analysis/outlook.ts'
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { digitsBorne } from '#domain/projection/simulation/standard-error.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { FiguresPanel } from '#fields/figures-panel.tsx'
import type { Typed } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { AdviceNote } from './advice-note.tsx'
import { formatChance } from './bands.ts'
import { chartPoints, realityStyle, scenarioStyle } from './chart-lines.ts'
import { planKey } from './computed-query.ts'
import { useCourse } from './course-query.ts'
import { useEditedOutlook } from './edited-outlook.ts'
import { whenReached } from './goal-words.ts'
import { LazyChart } from './lazy-chart.tsx'
import { OutcomeLine } from './outcome-note.tsx'
import { EstimatedAmount, OutlookRange, OutlookWords } from './outlook-card.tsx'
import { planErrorWords } from './plan-error-words.ts'
import type { ComparedPlans } from './plans.ts'
import { totals } from './series.ts'

/** In milliseconds: what is said aloud waits until it is typed. */
const pause = 700

interface EffectPanelProps {
  /** Null: it is not there yet. */
  scenarioId: string | null
  scenario: Scenario | undefined
  /** Undefined while they are not known, or nothing is typed that could be saved. */
  plans: ComparedPlans | undefined
  /** The scenario without what is typed, where what that makes of it is said too. */
  before?: Plan | undefined
  error: Error | null
  retry: () => void
  isFetching: boolean
  typed: Pick<Typed<unknown>, 'problem' | 'sliders'>
  below?: ReactNode
}

/** Beside a form of a scenario: what the whole of it would come to, before anything is saved. */
export function EffectPanel(props: EffectPanelProps) {
  const { scenarioId, scenario, plans, before, typed, below, retry, isFetching } = props
  const { shown, isRunning, error: failed } = useEditedOutlook(plans)
  const isEmpty =
    plans !== undefined && plans.scenario.instances.length + plans.reality.instances.length === 0
  const error = props.error ?? failed
  const name = scenario?.name ?? 'This scenario'
  const content = error ? (
    <ErrorState
      error={error}
      title="What it would mean could not be worked out"
      {...(error instanceof PlanError && plans ? { words: planErrorWords(error, plans.scenario) } : {})}
      {...(props.error && { onRetry: retry, isRetrying: isFetching })}
    />
  ) : isEmpty ? (
    <Text size="sm" c="dimmed">
      Neither the scenario nor reality holds anything yet, so there is nothing to project.
    </Text>
  ) : shown ? (
    <Effect shown={shown} before={before} scenarioId={scenarioId} isOld={typed.problem !== null} />
  ) : (
    <Text size="sm" c="dimmed">
      {plans ? '…' : 'It shows here as soon as what is typed can be saved.'}
    </Text>
  )
  return (
    <FiguresPanel
      label="What it would mean"
      summary={
        shown && !error && !isEmpty ? (
          <Summary shown={shown} isOld={typed.problem !== null} />
        ) : (
          'What it would mean'
        )
      }
    >
      <Stack gap="sm" p="md">
        <div>
          <Title order={2} fz="md">
            What it would mean
          </Title>
          <Text size="xs" c="dimmed">
            For the whole scenario, before anything is saved.
          </Text>
        </div>
        {typed.problem !== null && shown && (
          <Text size="sm" c="var(--mantine-color-error)">
            {typed.problem} The figures are those before it.
          </Text>
        )}
        {content}
        {typed.sliders}
        {shown && !isEmpty && !error && <EffectChart plans={shown.plans} name={name} />}
        {plans && !isEmpty && (
          <AdviceNote
            plans={[plans.scenario]}
            assumptionsPath={
              scenarioId === null ? paths.settings : paths.scenarioTab(scenarioId, 'assumptions')
            }
          />
        )}
      </Stack>
      {below}
      {shown && <Said shown={shown} isReady={!isRunning && !shown.isProvisional && typed.problem === null} />}
    </FiguresPanel>
  )
}

interface Shown {
  readonly plans: ComparedPlans
  readonly outlooks: Outlooks
  readonly isProvisional: boolean
}

function endMonth({ startMonth, assumptions }: Plan) {
  return endMonthOf({ startMonth }, Number(resolveAssumptions(assumptions).horizon_years))
}

interface ShownProps {
  shown: Shown
  /** What is typed since then cannot be saved. */
  isOld: boolean
}

/** All of it in a line. */
function Summary({ shown: { plans, outlooks }, isOld }: ShownProps) {
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
        <EstimatedAmount estimate={compared.difference.middle} isSigned /> from reality
        {isOld && ', before the refused value'}
      </Text>
    </>
  )
}

type EffectProps = ShownProps & Pick<EffectPanelProps, 'scenarioId' | 'before'>

function Effect({ shown, before, scenarioId, isOld }: EffectProps) {
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
        label="Difference from reality"
        figure={<EstimatedAmount estimate={difference.middle} isSigned />}
        isBad={isWorse}
      >
        Reality, in the middle: <EstimatedAmount estimate={outlooks.reality.middle} />
        <OutlookRange outlook={outlooks.reality} />
      </Figure>
      {before && planKey(before) !== planKey(plans.reality) && (
        <OwnDifference scenario={plans.scenario} before={before} isOld={isOld} />
      )}
      {risk.goal && (
        <Figure label="Reaches the goal" figure={formatChance(risk.goal.chance, locale)}>
          {whenReached(risk.goal.year, (year) => endMonthOf(plans.scenario, year), locale)}
          {realRisk.goal && <div>Reality: {formatChance(realRisk.goal.chance, locale)}</div>}
        </Figure>
      )}
      <Figure
        label="Least in the household account"
        figure={<EstimatedAmount estimate={risk.lowestCash} />}
        isBad={!isOld && digitsBorne(risk.lowestCash) < 0}
      >
        In today’s money, in the middle of the futures
        <div>
          Reality: <EstimatedAmount estimate={realRisk.lowestCash} />
        </div>
      </Figure>
      {scenarioId !== null && <OutcomeLine scenarioId={scenarioId} outcome={plans.outcome} />}
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

/** The same line as on the scenario's overview, small. */
function EffectChart({ plans, name }: { plans: ComparedPlans; name: string }) {
  const scenario = useCourse(plans.scenario)
  const reality = useCourse(plans.reality)
  if (!scenario || !reality) return null
  return (
    <div>
      <Text size="sm" mb={4}>
        Net worth if every year were average
      </Text>
      <LazyChart
        title={`Net worth if every year were average, in today’s money: ${name}, Reality`}
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
            label: 'Reality',
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
function Said({ shown, isReady }: { shown: Shown; isReady: boolean }) {
  const format = useFormat()
  const [compared] = shown.outlooks.scenarios
  const sentence =
    isReady && compared
      ? `Net worth in ${formatMonth(endMonth(shown.plans.scenario), format.locale)}: ${formatMoney(digitsBorne(compared.outlook.middle), format)}, ${signedMoney(digitsBorne(compared.difference.middle), format)} from reality.`
      : ''
  const [said] = useDebouncedValue(sentence, pause)
  return <VisuallyHidden role="status">{said}</VisuallyHidden>
}

import { NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import { lazy, type ReactNode, useMemo } from 'react'
import type { KeptPlan } from '#data/kept-projections/kept-projections.api.ts'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { engineVersion, expectedIn } from '#domain/projection/kept-projection.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { ChartLegend } from './chart-legend.tsx'
import { type ChartPoint, realityStyle, scenarioStyle } from './chart-lines.ts'
import { ChartRoom } from './chart-room.tsx'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import {
  type Compared,
  type Course,
  comparedWith,
  lineThrough,
  monthsShown,
  type Observation,
  planLabel,
  standingText,
} from './kept-plans.ts'
import classes from './projections.module.css'

const PlanChart = lazy(() => import('./plan-chart.tsx').then((module) => ({ default: module.PlanChart })))

/** The section of a page that lays a plan beside what came of it. */
export function PlanFrame({ children }: { children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-labelledby="plan-and-actual">
      <Stack gap="sm">
        <Title order={2} fz="h4" id="plan-and-actual">
          Plan and actual
        </Title>
        {children}
      </Stack>
    </Paper>
  )
}

/** In the place of a comparison that cannot be made yet. */
export function NoPlanYet({ isKept, first }: { isKept: boolean; first: Month }) {
  const { locale } = useFormat()
  return (
    <Text size="sm" c="dimmed">
      {isKept
        ? 'What is expected now is kept, so that you can see later what came of it.'
        : 'What is expected is kept whenever you apply a scenario, and once a month, so that you can see later what came of it.'}{' '}
      The first comparison will be here in {formatMonth(first, locale)}.
    </Text>
  )
}

interface PlanChoiceProps {
  /** Those to choose from, latest first. */
  plans: readonly KeptPlan[]
  plan: KeptPlan
  onChoose: (planId: string) => void
}

/** Which plan to compare with. */
export function PlanChoice({ plans, plan, onChoose }: PlanChoiceProps) {
  const { locale } = useFormat()
  const label = planLabel(plan, locale)
  if (plans.length === 1)
    return plan.scenario_name === null ? null : (
      <Text size="sm" c="dimmed">
        Beside the plan of {label}
      </Text>
    )
  return (
    <NativeSelect
      label="Plan of"
      maw={480}
      value={plan.id}
      data={plans.map((one) => ({ value: one.id, label: planLabel(one, locale) }))}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  )
}

interface PlanComparisonProps extends PlanChoiceProps {
  /** What is compared, such as "Net worth". */
  name: string
  course: Course
  /** In the order of their months; the last one is now. */
  observed: readonly Observation[]
  /** Whether the plan was made under other assumptions than hold now. */
  hasOtherAssumptions: boolean
  /** What the actual figures rest on. */
  children: ReactNode
}

/** A kept plan of one figure beside what was observed since: a sentence, a chart and its table. */
export function PlanComparison(props: PlanComparisonProps) {
  const { name, plans, plan, onChoose, course, observed, hasOtherAssumptions, children } = props
  const format = useFormat()
  const compared = useMemo(() => comparedWith(course, observed), [course, observed])
  const now = compared.at(-1)
  return (
    <>
      {now && now.month === observed.at(-1)?.month ? (
        <Text fw={600}>{standingText(now, plan.start_month, format)}</Text>
      ) : (
        <Text>This plan ends before now. Choose a later one.</Text>
      )}
      <PlanChoice plans={plans} plan={plan} onChoose={onChoose} />
      <CourseChart name={name} course={course} observed={compared} />
      <ComparedTable name={name} rows={compared} />
      <Text size="sm" c="dimmed">
        At the beginning of each month, in its money. {children}
        {hasOtherAssumptions && ' Your assumptions have changed since the plan was kept.'}
        {plan.engine_version !== engineVersion &&
          ' The formulas have changed since the plan was kept, so that today’s would have given a slightly different one.'}
      </Text>
    </>
  )
}

function CourseChart({
  name,
  course,
  observed,
}: {
  name: string
  course: Course
  observed: readonly Compared[]
}) {
  const { locale } = useFormat()
  const now = observed.at(-1)?.month ?? course.startMonth
  const chart = useMemo(() => {
    const months = monthsShown(course, now)
    const begin = { month: course.startMonth, amount: course.amounts[0] ?? 0 }
    return {
      points: months.map(
        (month, year): ChartPoint => ({ year, endMonth: month, name: formatMonth(month, locale, 'short') }),
      ),
      plan: Float64Array.from(months, (month) => expectedIn(course, course.amounts, month) ?? Number.NaN),
      actual: lineThrough(months, [begin, ...observed]),
      observed: [begin, ...observed].map(({ month }) => months.indexOf(month)).filter((point) => point >= 0),
    }
  }, [course, observed, now, locale])
  const plan = { key: 'plan', label: 'Plan', style: realityStyle, values: chart.plan }
  const actual = { key: 'actual', label: 'Actual', style: scenarioStyle, values: chart.actual }
  return (
    <Stack gap="sm" className={classes.lines}>
      <ChartLegend lines={[plan, actual]} />
      <ChartRoom height={280}>
        {(size) => (
          <PlanChart
            {...size}
            title={`${name}: plan and actual`}
            points={chart.points}
            plan={plan}
            actual={actual}
            observed={chart.observed}
          />
        )}
      </ChartRoom>
    </Stack>
  )
}

const columns = [
  { key: 'plan', label: 'Plan' },
  { key: 'actual', label: 'Actual' },
  { key: 'difference', label: 'Difference' },
]

function ComparedTable({ name, rows }: { name: string; rows: readonly Compared[] }) {
  const { locale } = useFormat()
  return (
    <ScrolledFigures label={`${name}: plan and actual, as a table`}>
      <table className={classes.table}>
        <ColumnHeads rows="Beginning of" columns={columns} />
        <tbody>
          {rows.map(({ month, amount, expected }) => (
            <tr key={month}>
              <th scope="row">{formatMonth(month, locale, 'short')}</th>
              <td>
                <Amount amount={expected} />
              </td>
              <td>
                <Amount amount={amount} />
              </td>
              <td>
                <Amount amount={amount - expected} isSigned />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledFigures>
  )
}

/** What stands in a form comes to, as the engine sees it, while it is being typed. */
import { Box, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useId, useMemo } from 'react'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { valueKey } from '#domain/instances/catalogue.ts'
import { paramsSchema } from '#domain/instances/schema.ts'
import type { NamedHolding } from '#domain/instances/secured.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { formatMoney } from '#domain/money/format.ts'
import { type HoldingOutlook, holdingOutlook } from '#domain/projection/analysis/holding-outlook.ts'
import { type LoanCourse, loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { usesHouseholdOffset } from '#domain/projection/analysis/loan-payments.ts'
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { type Format, useFormat } from '#ui/format.ts'
import { LoanFigures } from './loan-figures.tsx'
import { useHoldings } from './references.ts'
import { SecuredLoans } from './secured-loans.tsx'

/** In milliseconds: what is said aloud waits until a number is typed. */
const pause = 200

export interface HoldingFiguresProps {
  kind: InstanceKind
  /** By which others name it; null for one that is being entered. */
  lineageId: string | null
  params: Params
  /** What it is projected under, sparse. */
  assumptions: Params
  now: Month
}

interface Figures {
  readonly outlook: HoldingOutlook
  readonly course: LoanCourse | null
}

/** Whether figures are those of the investor's share: what the household account holds stands against no more of a loan. */
function isOfShare(kind: InstanceKind, params: Params): boolean {
  return kind === 'property' && usesHouseholdOffset(params) && Number(params.ownership_share ?? 100) < 100
}

const nothing: readonly NamedHolding[] = []

/** Of the whole, as the amounts of the form are, where that can be; null where what is typed cannot be projected. */
function figuresOf(
  { kind, lineageId, params, assumptions, now }: HoldingFiguresProps,
  holdings: readonly NamedHolding[],
): Figures | null {
  const whole = kind === 'property' && !isOfShare(kind, params) ? { ...params, ownership_share: 100 } : params
  if (!paramsSchema(kind).safeParse(whole).success) return null
  const id = 'typed'
  const instance = {
    id,
    lineageId: lineageId ?? id,
    name: '',
    kind,
    status: 'active',
    params: whole,
  } as const
  const others = holdings.filter((one) => one.lineageId !== lineageId)
  const instances = [instance, ...others.map((one, i) => ({ ...one, id: `${i}` }))]
  const plan: Plan = { instances, assumptions, startMonth: now }
  try {
    const outlook = holdingOutlook(plan, id)
    return outlook && { outlook, course: loanCourse(plan, id) }
  } catch (error) {
    if (error instanceof PlanError) return null
    throw error
  }
}

export interface OutlookLine {
  readonly label: string
  /** Null where the label says it all. */
  readonly amount: number | null
  readonly note?: string
}

/** What a holding comes to, what matters first. */
export function outlookLines(
  kind: InstanceKind,
  outlook: HoldingOutlook,
  format: Format,
): readonly OutlookLine[] {
  const month = (of: Month) => formatMonth(of, format.locale)
  const today = (amount: number) => `${formatMoney(Math.round(amount), format)} in today’s money`
  const { firstYear, endMonth, value, debt, left, leftReal, paidIn, takenOut, usedUpBy, sale, flow } = outlook
  const yearly = kind === 'property' || flow !== null
  const firstMonths =
    yearly && firstYear !== null
      ? [
          {
            label: 'First 12 months',
            amount: firstYear,
            note: flow ? 'before tax' : 'rent less costs and repayments, before tax',
          },
        ]
      : []
  if (flow)
    return [
      ...firstMonths,
      { label: `In all, until ${month(flow.lastMonth)}`, amount: flow.total, note: today(flow.totalReal) },
    ]
  const owed = Math.round(debt) > 0 ? [{ label: `Still owed in ${month(endMonth)}`, amount: debt }] : []
  if (kind === 'loan') return owed
  if (sale)
    return [
      ...firstMonths,
      {
        label: `Sale in ${month(sale.month)}`,
        amount: sale.brings,
        note: 'to your household account, loans and costs paid, before tax',
      },
    ]
  if (kind === 'property')
    return [
      ...firstMonths,
      ...(Math.round(value) === Math.round(left)
        ? [{ label: `Value in ${month(endMonth)}`, amount: value, note: today(leftReal) }]
        : [
            { label: `Value in ${month(endMonth)}`, amount: value },
            ...owed,
            { label: 'Left of it then', amount: left, note: today(leftReal) },
          ]),
    ]
  return [
    ...(usedUpBy === null
      ? [{ label: `Worth in ${month(endMonth)}`, amount: left, note: today(leftReal) }]
      : [{ label: `Used up by ${month(usedUpBy)}`, amount: null }]),
    ...(paidIn > 0 ? [{ label: 'Paid in until then', amount: paidIn }] : []),
    ...(takenOut > 0 ? [{ label: 'Taken out until then', amount: takenOut }] : []),
  ]
}

/** What is typed as it is projected, once it stays for a moment. */
function useTypedFigures(props: HoldingFiguresProps) {
  const { kind, lineageId, assumptions, now } = props
  const holdings = useHoldings() ?? nothing
  const [params] = useDebouncedValue(props.params, pause)
  const figures = useMemo(
    () => figuresOf({ kind, lineageId, params, assumptions, now }, holdings),
    [kind, lineageId, params, assumptions, now, holdings],
  )
  const without =
    params[valueKey(kind)] === undefined
      ? 'It shows here as soon as the value is typed.'
      : 'It shows here once what is typed can be read.'
  return { params, figures, without }
}

const title = 'What it comes to'

/** Within a panel: what an investment comes to before it is saved. */
export function HoldingFigures(props: HoldingFiguresProps) {
  return <FiguresOfHolding {...props} {...useTypedFigures(props)} />
}

type TypedFigures = HoldingFiguresProps & ReturnType<typeof useTypedFigures>

function FiguresOfHolding({ kind, lineageId, params, figures, without }: TypedFigures) {
  const format = useFormat()
  const headingId = useId()
  return (
    <Box p="md">
      <Title order={2} fz="md" id={headingId}>
        {title}
      </Title>
      <Stack gap="sm" role="status" aria-labelledby={headingId} pt="xs">
        {figures ? (
          <>
            {outlookLines(kind, figures.outlook, format).map(({ label, amount, note }) => (
              <Box key={label}>
                <Text size="sm">{label}</Text>
                {amount !== null && (
                  <Text fw={600} fz="lg">
                    {formatMoney(Math.round(amount), format)}
                  </Text>
                )}
                {note && (
                  <Text size="xs" c="dimmed">
                    {note}
                  </Text>
                )}
              </Box>
            ))}
            {figures.course && <LoanFigures course={figures.course} />}
            {kind === 'property' && <SecuredLoans lineageId={lineageId} params={params} />}
            {isOfShare(kind, params) && (
              <Text size="xs" c="dimmed">
                All of it is your share, against which the household account stands.
              </Text>
            )}
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {without}
          </Text>
        )}
      </Stack>
    </Box>
  )
}

/** What a sale brings once its costs, its loans and the tax on its gain are paid. */
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { Amount } from '#fields/amount.tsx'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { AdviceNote } from './advice-note.tsx'
import { OutlookFigure, OutlookWords } from './outlook-card.tsx'
import { planErrorWords } from './plan-error-words.ts'
import { realityPlan } from './plans.ts'
import { saleOutlookQuery, saleQuery } from './sale-query.ts'
import { saleSum, saleTaxSentence } from './sale-words.ts'
import { SumTable } from './sum-table.tsx'
import { PastGainsNote } from './tax-notes.tsx'
import { useStartMonth } from './use-start-month.ts'

/** In milliseconds: all futures wait until the keys are still. */
const pause = 350

interface SaleProps {
  /** Undefined while it is not known, or nothing is typed that could be saved. */
  plan: Plan | undefined
  instanceId: string
}

/** `none` in its place where it is not sold within the projection. */
export function SaleFigures({ plan, instanceId, none = null }: SaleProps & { none?: ReactNode }) {
  const { data: sale, error } = useQuery(saleQuery(plan, instanceId))
  if (error)
    return (
      <ErrorState
        error={error}
        title="What you would receive could not be worked out"
        {...(error instanceof PlanError && plan ? { words: planErrorWords(error, plan) } : {})}
      />
    )
  if (sale === null) return none
  if (!sale) return null
  return (
    <Frame>
      <SumOfSale sale={sale} instanceId={instanceId} />
      {sale.gain !== null && plan && <CostNotKnown plan={plan} instanceId={instanceId} />}
      <LeftInFutures sale={sale} plan={plan} instanceId={instanceId} />
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const headingId = useId()
  return (
    <Stack gap="xs" component="section" aria-labelledby={headingId}>
      <Title order={2} fz="md" id={headingId}>
        What you would receive
      </Title>
      {children}
    </Stack>
  )
}

function SumOfSale({ sale, instanceId }: { sale: SaleProceeds; instanceId: string }) {
  const format = useFormat()
  return (
    <>
      <Text size="xs" c="dimmed">
        If every year were average, in money of that month.
      </Text>
      <SumTable caption="What you would receive" sums={[saleSum(sale, instanceId, format)]} />
      {sale.left < 0 && (
        <Text size="sm">
          The price does not cover what is to be paid: your household account pays the rest, and nothing is
          left for anything else.
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {saleTaxSentence(sale, format)}
      </Text>
    </>
  )
}

/** Said where it is of what is sold: its gain so far is not in the tax. */
function CostNotKnown({ plan, instanceId }: SaleProps & { plan: Plan }) {
  const sold = useMemo(
    () => ({ ...plan, instances: plan.instances.filter(({ id }) => id === instanceId) }),
    [plan, instanceId],
  )
  return <PastGainsNote plan={sold} />
}

/** In simulated futures and today's money, beside the same of the average course. */
function LeftInFutures({ sale, plan, instanceId }: SaleProps & { sale: SaleProceeds }) {
  const [still] = useDebouncedValue(plan, pause)
  const { data, isError } = useQuery(saleOutlookQuery(still === plan ? plan : undefined, instanceId))
  const outlook = isError ? 'failed' : (data ?? 'running')
  return (
    <div>
      <Text size="sm">Left in today’s money</Text>
      <Text fw={650} fz="lg" lh={1.25}>
        <OutlookFigure outlook={outlook} />
      </Text>
      <Text size="xs" c="dimmed" component="div">
        After costs, loans and tax, <OutlookWords outlook={outlook} isSigned={false} />. If every year were
        average: <Amount amount={sale.leftReal} />
      </Text>
    </div>
  )
}

/** The same of what is planned in reality, where a month of sale stands. */
export function PlannedSale({ instanceId }: { instanceId: string }) {
  const { data: instances } = useQuery(instancesQuery)
  const { assumptions } = usePreferences()
  const startMonth = useStartMonth()
  const isPlanned = instances?.some(
    ({ id, params }) => id === instanceId && typeof params.sale_month === 'string',
  )
  const plan = useMemo(
    () => (isPlanned && instances ? realityPlan(instances, assumptions, startMonth) : undefined),
    [isPlanned, instances, assumptions, startMonth],
  )
  const { data: sale, error } = useQuery(saleQuery(plan, instanceId))
  if (!plan || (!sale && !error)) return null
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} maw={560}>
      <Stack gap="sm">
        <SaleFigures plan={plan} instanceId={instanceId} />
        <AdviceNote plans={[plan]} assumptionsPath={paths.settings} />
      </Stack>
    </Paper>
  )
}

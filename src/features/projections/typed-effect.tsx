/** What a scenario, or reality, would come to with what is typed, while it is typed. */
import { Box } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import type { Typed } from '#fields/typed.ts'
import { EffectPanel } from './effect-panel.tsx'
import { SaleFigures } from './sale-figures.tsx'
import {
  holdingOfRow,
  type TypedRealRow,
  type TypedRow,
  type TypedRows,
  useTypedAssumptions,
  useTypedInstance,
  useTypedReality,
  useTypedRows,
} from './use-typed-plans.ts'

interface TypedEffectProps<Content> {
  scenarioId: string
  typed: Typed<Content>
  /** At the end of the panel. */
  below?: ReactNode
}

interface TypedInstanceEffectProps extends TypedEffectProps<InstanceContent> {
  row: TypedRow
}

export function TypedInstanceEffect({ row, below, ...rest }: TypedInstanceEffectProps) {
  const typed = useTypedInstance(rest.scenarioId, row, rest.typed)
  const plan = typed.plans?.scenario
  const holding = plan && holdingOfRow(plan, row)
  return (
    <EffectPanel
      {...rest}
      {...typed}
      below={
        <>
          {holding?.params.sale_month !== undefined && (
            <Box p="md" pt={0}>
              <SaleFigures plan={plan} instanceId={holding.id} />
            </Box>
          )}
          {below}
        </>
      }
    />
  )
}

type NewInstanceEffectProps = TypedEffectProps<InstanceContent> & Pick<TypedRow, 'kind'>

/** Of one that exists only in what is typed. */
export function NewInstanceEffect({ kind, ...rest }: NewInstanceEffectProps) {
  const row = useMemo(() => ({ kind, source_instance_id: null, base: null }), [kind])
  return <TypedInstanceEffect row={row} {...rest} />
}

interface TypedRealEffectProps {
  /** Without an id it exists only in what is typed. */
  row: TypedRealRow
  typed: Typed<InstanceContent>
  below?: ReactNode
}

/** Of an investment itself: all that one has with what is typed, beside what is saved. */
export function TypedRealEffect({ row, ...rest }: TypedRealEffectProps) {
  return <EffectPanel {...rest} {...useTypedReality(row, rest.typed)} scenarioId={null} isOfReality />
}

export function TypedAssumptionsEffect(props: TypedEffectProps<Params>) {
  return <EffectPanel {...props} {...useTypedAssumptions(props.scenarioId, props.typed)} isLawSaid />
}

type TypedRowsEffectProps = Omit<TypedEffectProps<TypedRows>, 'scenarioId'> & {
  /** Null: it is not there yet. */
  scenario: Scenario | null
}

/** Of several rows at once, and of assumptions beside them. */
export function TypedRowsEffect({ scenario, ...rest }: TypedRowsEffectProps) {
  return (
    <EffectPanel
      {...rest}
      scenarioId={scenario?.id ?? null}
      scenario={scenario ?? undefined}
      {...useTypedRows(rest.typed)}
    />
  )
}

/** Names, on the pages below, what references name: in reality, or in a scenario with what of reality it does not copy. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { deletedInstancesQuery, instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { NamedHolding } from '#domain/instances/secured.ts'
import { HoldingsProvider } from '#fields/references.ts'

type Row = Omit<NamedHolding, 'lineageId' | 'nextLineageId'> & { readonly lineage_id: string }

const named = ({ lineage_id: lineageId, kind, name, status, params }: Row): NamedHolding => ({
  lineageId,
  kind,
  name,
  status,
  params,
})

interface HoldingsProps {
  children: ReactNode
}

export function RealHoldings({ children }: HoldingsProps) {
  const { data } = useQuery(instancesQuery)
  const holdings = useMemo(() => data?.map(named) ?? null, [data])
  return <HoldingsProvider value={holdings}>{children}</HoldingsProvider>
}

/** Also what was deleted lately: history tells of it by name. */
export function RealHoldingsOfLate({ children }: HoldingsProps) {
  const { data } = useQuery(instancesQuery)
  const { data: deleted } = useQuery(deletedInstancesQuery)
  const holdings = useMemo(() => data && [...data, ...(deleted ?? [])].map(named), [data, deleted])
  return <HoldingsProvider value={holdings ?? null}>{children}</HoldingsProvider>
}

export function ScenarioHoldings({ scenarioId, children }: HoldingsProps & { scenarioId: string }) {
  const { data: real } = useQuery(instancesQuery)
  const { data: copies } = useQuery(scenarioInstancesQuery(scenarioId))
  const holdings = useMemo(() => {
    if (!real || !copies) return null
    const copied = new Set(copies.map(({ lineage_id }) => lineage_id))
    const own = copies.map((copy) => ({ ...named(copy), nextLineageId: copy.id }))
    return [...own, ...real.filter(({ lineage_id }) => !copied.has(lineage_id)).map(named)]
  }, [real, copies])
  return <HoldingsProvider value={holdings}>{children}</HoldingsProvider>
}

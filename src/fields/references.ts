/** What references can name: the investments of the set in view, reality or a scenario with what of reality it does not copy. */
import { createContext, use, useMemo } from 'react'
import type { ValueFormat } from '#domain/instances/format.ts'
import { type NamedHolding, nameAmong, unknownReference } from '#domain/instances/secured.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'

const HoldingsContext = createContext<readonly NamedHolding[] | null>(null)

/** Names what references below name. */
export const HoldingsProvider = HoldingsContext.Provider

/** What references can name; null while it is not known. */
export const useHoldings = (): readonly NamedHolding[] | null => use(HoldingsContext)

/** How the page reads figures, and what references name. */
export function useValueFormat(): ValueFormat {
  const format = useFormat()
  const holdings = useHoldings()
  return useMemo(() => ({ ...format, ...(holdings && { holdings }) }), [format, holdings])
}

/** What a reference may be set to, by name. Archived ones are only offered where they are named already. */
export function referenceOptions(
  field: FieldDefinition,
  holdings: readonly NamedHolding[] | null,
  value: string | null,
): readonly { readonly value: string; readonly label: string }[] {
  const known = holdings ?? []
  const offered = known
    .filter(({ kind }) => kind === field.refersTo)
    .filter(({ status, lineageId }) => status === 'active' || lineageId === value)
    // A scenario may hold one twice, as a copy and as what brought it forth: both have one name for others.
    .filter(({ lineageId }, place, all) => all.findIndex((one) => one.lineageId === lineageId) === place)
    .map((holding) => ({ value: holding.lineageId, label: nameAmong(known, holding) }))
  const isMissing = holdings !== null && value !== null && !offered.some((option) => option.value === value)
  return isMissing ? [...offered, { value, label: unknownReference }] : offered
}

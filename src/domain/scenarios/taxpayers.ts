/** Whether one person is taxed or two, and what stands in the way of one. */
import type { InstanceContent, Params } from '../instances/types.ts'
import { resolveAssumptions } from './assumptions.ts'

/** Whether two people are taxed under sparse assumptions, the later ones on top. */
export function taxesTwo(...sparse: readonly Params[]): boolean {
  return resolveAssumptions(...sparse).taxpayers === 2
}

function namesOf(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join(', ')}${more}`
}

/** Why not one person alone can be taxed who holds these, as the database says it too; null where all is the first person's. */
export function partsInTheWay(holdings: readonly Pick<InstanceContent, 'name' | 'params'>[]): string | null {
  const stated = holdings.filter(({ params }) => (params.owner_share ?? 100) !== 100)
  if (stated.length === 0) return null
  const count = stated.length === 1 ? 'one investment belongs' : `${stated.length} investments belong`
  return `Only one person would be taxed, but ${count} partly to another: ${namesOf(stated.map(({ name }) => name))}. Set person 1’s part of each to 100 first.`
}

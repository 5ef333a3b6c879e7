/** The instances that take part, and the one order in which they are compiled whatever order they are given in. */
import { streamKey } from '../numbers/stream-key.ts'
import { type Plan, PlanError, type PlanInstance } from '../plan.ts'

/** One order for any order given, so that sums come out the same to the bit. */
export function compareInstances(a: PlanInstance, b: PlanInstance): number {
  if (a.lineageId !== b.lineageId) return a.lineageId < b.lineageId ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The instances that take part, in the order given. Throws a `PlanError` when two have the same id. */
export function activeInstances(plan: Plan): readonly PlanInstance[] {
  const seen = new Set<string>()
  for (const instance of plan.instances) {
    if (seen.has(instance.id)) throw new PlanError(instance.id, 'id', 'is used by two instances.')
    seen.add(instance.id)
  }
  return plan.instances.filter((instance) => instance.status === 'active')
}

export interface Placed {
  readonly instance: PlanInstance
  /** Among the active instances, as they were given. */
  readonly position: number
  readonly key: ReturnType<typeof streamKey>
}

function isSecured({ instance: { kind, params } }: Placed): boolean {
  return kind === 'loan' && params.secured_on !== undefined
}

/** What is secured on a property comes before it: its interest of a month is known when the property is sold. */
function securedFirst(placed: readonly Placed[]): readonly Placed[] {
  const secured = placed.filter(isSecured)
  return secured.length === 0 ? placed : [...secured, ...placed.filter((one) => !isSecured(one))]
}

export function placeInstances(plan: Plan): readonly Placed[] {
  const active = activeInstances(plan)
  const order = active.map((_, position) => position)
  order.sort((a, b) => compareInstances(active[a]!, active[b]!))
  const placed = order.map((position, place) => {
    const instance = active[position]!
    const { id, lineageId } = instance
    // In this order those of one lineage stand together: the first has its stream, any other one of its own.
    const isFirst = place === 0 || active[order[place - 1]!]!.lineageId !== lineageId
    return { instance, position, key: streamKey(isFirst ? lineageId : `${lineageId} ${id}`) }
  })
  return securedFirst(placed)
}

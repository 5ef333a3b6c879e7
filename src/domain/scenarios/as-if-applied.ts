/** Which holdings a scenario is projected with. */

interface RealHolding {
  readonly id: string
  readonly status: string
}

interface ScenarioHolding {
  readonly status: string
  /** The instance that it is a copy of; null when it is new in the scenario. */
  readonly sourceInstanceId: string | null
}

function isActive(holding: { readonly status: string }): boolean {
  return holding.status === 'active'
}

/**
 * Everything the user would own after applying the scenario: its copies stand in the place of their sources, new
 * ones come last, archived ones leave, the rest of reality stays. A copy whose source is gone stays, since
 * applying it can create the source anew.
 */
export function asIfApplied<Real extends RealHolding, Copy extends ScenarioHolding>(
  reality: readonly Real[],
  scenarioInstances: readonly Copy[],
): (Real | Copy)[] {
  const copies = new Map<string, Copy>()
  for (const copy of scenarioInstances)
    if (copy.sourceInstanceId !== null) copies.set(copy.sourceInstanceId, copy)
  const replaced = reality.map((instance) => copies.get(instance.id) ?? instance)
  const placed = new Set<Real | Copy>(replaced)
  return [...replaced, ...scenarioInstances.filter((copy) => !placed.has(copy))].filter(isActive)
}

/** The scenario's own holdings without the rest of reality: "these holdings only". */
export function theseHoldingsOnly<Copy extends ScenarioHolding>(scenarioInstances: readonly Copy[]): Copy[] {
  return scenarioInstances.filter(isActive)
}

/** The other side of "these holdings only": the sources of the scenario's copies as they are in reality. */
export function sourcesOf<Real extends RealHolding>(
  reality: readonly Real[],
  scenarioInstances: readonly ScenarioHolding[],
): Real[] {
  const sources = new Set(scenarioInstances.map((copy) => copy.sourceInstanceId))
  return reality.filter((instance) => sources.has(instance.id) && isActive(instance))
}

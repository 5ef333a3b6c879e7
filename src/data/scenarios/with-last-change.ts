/** The scenario as changed when it or anything in it was changed last. */
export function withLastChange<Scenario extends { readonly updated_at: Date }>(
  scenario: Scenario,
  changedAt: Date | null | undefined,
): Scenario {
  return changedAt && changedAt > scenario.updated_at ? { ...scenario, updated_at: changedAt } : scenario
}

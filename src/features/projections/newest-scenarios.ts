import type { Scenario } from '#data/scenarios/scenario.ts'

/** What a comparison begins with when nothing has been chosen: as many of the newest as are in use. */
export function newestScenarios(
  scenarios: readonly Pick<Scenario, 'id' | 'status' | 'created_at'>[],
  count = 3,
): string[] {
  return scenarios
    .filter(({ status }) => status !== 'archived')
    .sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
    .slice(0, count)
    .map(({ id }) => id)
}

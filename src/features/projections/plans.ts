/** From the rows that the server keeps to the plans that the engine projects. */
import type { Month } from '#domain/calendar/month.ts'
import type { InstanceKind, InstanceStatus, Params } from '#domain/instances/types.ts'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'
import { asIfApplied, sourcesOf, theseHoldingsOnly } from '#domain/scenarios/as-if-applied.ts'

/** The part of an instance, real or in a scenario, that a projection needs. */
export interface HoldingRow {
  readonly id: string
  readonly lineage_id: string
  readonly name: string
  readonly kind: InstanceKind
  readonly status: InstanceStatus
  readonly params: Params
}

/** A holding in a scenario: also says what it is a copy of. */
export interface ScenarioHoldingRow extends HoldingRow {
  readonly source_instance_id: string | null
}

/** `all`: everything, as if applied; `these`: the scenario's holdings beside their sources, without the rest. */
export type Scope = 'all' | 'these'

export function toPlanInstance(row: HoldingRow): PlanInstance {
  const { id, name, kind, status, params } = row
  return { id, lineageId: row.lineage_id, name, kind, status, params }
}

function toScenarioHolding(row: ScenarioHoldingRow) {
  return { ...toPlanInstance(row), sourceInstanceId: row.source_instance_id }
}

/** Only what the engine reads: anything else would make equal plans look different. */
function withoutSource(holding: PlanInstance): PlanInstance {
  const { id, lineageId, name, kind, status, params } = holding
  return { id, lineageId, name, kind, status, params }
}

/** Reality alone. */
export function realityPlan(reality: readonly HoldingRow[], assumptions: Params, startMonth: Month): Plan {
  const instances = reality.filter((row) => row.status === 'active').map(toPlanInstance)
  return { instances, assumptions, startMonth }
}

export interface ComparisonInput {
  readonly reality: readonly HoldingRow[]
  readonly scenarioInstances: readonly ScenarioHoldingRow[]
  /** Both sides share them, so that a difference comes from the holdings alone. */
  readonly assumptions: Params
  readonly startMonth: Month
  readonly scope: Scope
}

/** A scenario and the reality to lay beside it. */
export function comparedPlans(input: ComparisonInput): { scenario: Plan; reality: Plan } {
  const { assumptions, startMonth, scope } = input
  const reality = input.reality.map(toPlanInstance)
  const copies = input.scenarioInstances.map(toScenarioHolding)
  const [scenarioSide, realSide] =
    scope === 'all'
      ? [asIfApplied(reality, copies), asIfApplied(reality, [])]
      : [theseHoldingsOnly(copies), sourcesOf(reality, copies)]
  return {
    scenario: { instances: scenarioSide.map(withoutSource), assumptions, startMonth },
    reality: { instances: realSide.map(withoutSource), assumptions, startMonth },
  }
}

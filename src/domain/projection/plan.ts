/** What goes into a projection. */
import type { Month } from '#domain/calendar/month.ts'
import type { InstanceKind, InstanceStatus, Params } from '#domain/instances/types.ts'

/** An instance as stored: `params` may be sparse, the catalogue's defaults are filled in here. */
export interface PlanInstance {
  readonly id: string
  /**
   * A holding's identity through copies: its random numbers come from it, so that it meets the same market in every plan.
   * Of two in one plan only the first by id has them, since different holdings do not move as one.
   */
  readonly lineageId: string
  readonly name: string
  readonly kind: InstanceKind
  readonly status: InstanceStatus
  readonly params: Params
}

export interface Plan {
  readonly instances: readonly PlanInstance[]
  /** Sparse or complete; the catalogue's defaults are filled in. */
  readonly assumptions: Params
  /** The first month of the projection; year 1 is this month and the eleven after it. */
  readonly startMonth: Month
  /** Stress: percentage points more on an overdrawn household account, from the first month on. */
  readonly shortfallRateRise?: number
  /** Stress: no rent is received in the first so many months. */
  readonly rentFreeMonths?: number
  /** Stress: properties and portfolios that are held lose this part of their worth as the projection begins. */
  readonly openingFall?: number
}

/** An invariant of the engine does not hold: the schema in front of it should have refused this input. */
export class PlanError extends Error {
  readonly code = 'PLAN_INVALID'
  /** Id of the instance, or null for the assumptions. */
  readonly instanceId: string | null
  readonly field: string
  /** What is wrong, as the end of a sentence. */
  readonly problem: string

  constructor(instanceId: string | null, field: string, problem: string) {
    super(
      `${instanceId === null ? 'The assumption' : `Instance ${instanceId}: the field`} ${field} ${problem}`,
    )
    this.name = 'PlanError'
    this.instanceId = instanceId
    this.field = field
    this.problem = problem
  }
}

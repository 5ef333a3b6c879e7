/** What goes into a projection. */
import type { Month } from '#domain/calendar/month.ts'
import type { InstanceKind, InstanceStatus, Params, Scalar } from '#domain/instances/types.ts'

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

interface Where {
  readonly key: string
  readonly is: Scalar
}

/** A number that a plan holds: a field of every instance of a kind, perhaps only `where` a choice is one of its options, or an assumption. */
export type Target =
  | { readonly kind: InstanceKind; readonly key: string; readonly where?: Where }
  | { readonly kind: null; readonly key: string }

/** How a number changes. */
export type Change =
  /** By percentage points or other units. */
  | { readonly way: 'add'; readonly by: number }
  /** By a part of its size: more is more also where it is negative. */
  | { readonly way: 'grow'; readonly by: number }
  /** A rate in percent a year, charged so many times a year: all that it brings grows `by` times as fast a year. */
  | { readonly way: 'compound'; readonly by: number; readonly periods: 1 | 12 }

interface Beginning {
  /** The first month in which it acts; the first of the projection when missing, and never before that. */
  readonly from?: Month
}

/** Numbers that are others than planned, for so many months, or for good. Each stays inside the range of its field. */
export interface Shift extends Beginning {
  readonly targets: readonly Target[]
  readonly change: Change
  readonly months?: number
}

/** What is held of these classes loses a part of its worth at the beginning of a month; cost bases stay. */
export interface Fall extends Beginning {
  readonly classes: readonly ('property' | 'shares' | 'bonds')[]
  /** A fraction; below zero it rises. */
  readonly part: number
}

/**
 * So much more a month comes into the household account, or below zero goes out of it, without effect on tax: in money of the
 * household's month, as which it rises with prices.
 */
export interface Extra extends Beginning {
  readonly extra: number
  readonly months?: number
}

export type Shock = Shift | Fall | Extra

export interface Plan {
  readonly instances: readonly PlanInstance[]
  /** Sparse or complete; the catalogue's defaults are filled in. */
  readonly assumptions: Params
  /** The first month of the projection; year 1 is this month and the eleven after it. */
  readonly startMonth: Month
  /** What is supposed to happen from the first month on, and not before; see `change-plan.ts`. */
  readonly shocks?: readonly Shock[]
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

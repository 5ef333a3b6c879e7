/** What the page and a projection worker say to each other. */
import type { DifferenceBands, NetWorthCourse } from '#domain/projection/analysis/difference-bands.ts'
import type { FiguresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { MonthlyRow } from '#domain/projection/analysis/months.ts'
import type { Outlooks } from '#domain/projection/analysis/outlook.ts'
import type { Pair } from '#domain/projection/analysis/pairs.ts'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import type { SensitivityCase } from '#domain/projection/analysis/sensitivity.ts'
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { BlockResult } from '#domain/projection/engine/record.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import type { KeptProjection } from '#domain/projection/kept-projection.ts'
import type { Plan, Shock } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { Slice } from '#domain/projection/simulation/blocks.ts'
import type { OnePath } from '#domain/projection/simulation/one-path.ts'
import type { Simulation } from '#domain/projection/simulation/simulation.ts'

/** Ends of every path: of reality, and of each scenario with its own seed and with reality's. */
interface EndsOfAll {
  readonly reality: PathEnds
  readonly scenarios: readonly { readonly own: PathEnds; readonly common: PathEnds }[]
}

/** Plans on the same numbers, reality being the first. */
export interface Comparison {
  readonly outlooks: Outlooks
  /** `pairs[i][j]`: the i-th plan beside the j-th, reality being the first. */
  readonly pairs: readonly (readonly Pair[])[]
}

/** Every job: its input and its result. Jobs of one `planKey` find its plan in the worker after `keepPlan`. */
export interface Jobs {
  project: { input: { plan: Plan }; result: Projection }
  figures: { input: { plan: Plan }; result: FiguresOverview }
  months: {
    input: { plan: Plan; instanceId: string; row: MonthlyRow; year: number }
    result: readonly number[]
  }
  taxWorksheet: { input: { plan: Plan }; result: TaxWorksheet }
  /** What the sale of a holding brings if every year were average; null where it is not sold. */
  saleProceeds: { input: { plan: Plan; instanceId: string }; result: SaleProceeds | null }
  /** What is left of it in each of the simulated futures. */
  saleFutures: { input: { planKey: number; instanceId: string; slice: Slice }; result: Float64Array }
  projectionToKeep: { input: { plan: Plan }; result: KeptProjection }
  events: { input: { plan: Plan }; result: readonly HouseholdEvent[] }
  finalRealNetWorth: { input: { plan: Plan }; result: number }
  block: { input: { planKey: number; block: number }; result: BlockResult }
  /** What the sensitivity tries: of many holdings it takes more than a frame to say where each step ends. */
  sensitivityCases: { input: { planKey: number }; result: SensitivityCase[] }
  /** Net worth at the end if every year were average, in money of the first month, under shocks. */
  finalUnder: { input: { planKey: number; shocks: readonly Shock[] }; result: number }
  /** The course of the whole set under shocks, without its holdings. */
  courseUnder: { input: { planKey: number; shocks: readonly Shock[] }; result: Projection }
  ends: { input: { planKey: number; slice: Slice }; result: PathEnds }
  /** Where plans end: a comparison of six is more than a frame of quantiles. */
  outlooks: { input: EndsOfAll; result: Outlooks }
  comparison: { input: { plans: readonly [reality: PathEnds, ...scenarios: PathEnds[]] }; result: Comparison }
  course: { input: { planKey: number; slice: Slice }; result: NetWorthCourse }
  differenceBands: {
    input: { own: readonly NetWorthCourse[]; other: readonly NetWorthCourse[] }
    result: DifferenceBands
  }
  path: { input: { plan: Plan; path: number }; result: OnePath }
  summarise: { input: { planKey: number; blocks: readonly BlockResult[] }; result: Simulation }
}

export type JobName = keyof Jobs

export type Request =
  | { readonly kind: 'keepPlan'; readonly planKey: number; readonly plan: Plan }
  | { readonly kind: 'dropPlan'; readonly planKey: number }
  | {
      [Name in JobName]: {
        readonly kind: 'job'
        readonly id: number
        readonly name: Name
        readonly input: Jobs[Name]['input']
      }
    }[JobName]

/** An error in the form that crosses between threads. */
export interface SentError {
  readonly name: string
  readonly message: string
  /** Of a `PlanError`. */
  readonly plan?: { readonly instanceId: string | null; readonly field: string; readonly problem: string }
}

export type Response =
  | { readonly id: number; readonly result: Jobs[JobName]['result'] }
  | { readonly id: number; readonly error: SentError }

/** Does the jobs: inside a worker, or on the page itself where there are no workers. */
import { differenceBands, netWorthCourse } from '#domain/projection/analysis/difference-bands.ts'
import { figuresOverview } from '#domain/projection/analysis/figures-overview.ts'
import { monthsOf } from '#domain/projection/analysis/months.ts'
import { outlooksOf } from '#domain/projection/analysis/outlook.ts'
import { pairsOf } from '#domain/projection/analysis/pairs.ts'
import { endsOf } from '#domain/projection/analysis/path-ends.ts'
import { saleFutures, saleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import { finalRealNetWorth, sensitivityCases } from '#domain/projection/analysis/sensitivity.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { compilePlan } from '#domain/projection/compile/compile.ts'
import type { CompiledPlan } from '#domain/projection/compile/compiled-plan.ts'
import { eventsOf } from '#domain/projection/events/events.ts'
import { goalOf } from '#domain/projection/goal.ts'
import { projectionToKeep } from '#domain/projection/kept-projection.ts'
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { priceLevelsOf, project, projectWithFlows } from '#domain/projection/project.ts'
import { blockRunner, sliceRunner } from '#domain/projection/simulation/blocks.ts'
import { playPath } from '#domain/projection/simulation/one-path.ts'
import { pathsOf } from '#domain/projection/simulation/simulate.ts'
import { summarise } from '#domain/projection/simulation/summarise.ts'
import type { JobName, Jobs, Request, Response, SentError } from './protocol.ts'

interface KeptPlan {
  readonly plan: Plan
  readonly compiled: CompiledPlan
  readonly run: ReturnType<typeof blockRunner>
  readonly runSlice: ReturnType<typeof sliceRunner>
}

function asSent(error: unknown): SentError {
  if (error instanceof PlanError) {
    const { name, message, instanceId, field, problem } = error
    return { name, message, plan: { instanceId, field, problem } }
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
}

/** The buffers of a result, so that they move between threads instead of being copied. */
export function buffersOf(value: unknown, found: ArrayBuffer[] = []): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && !found.includes(value.buffer)) found.push(value.buffer)
  } else if (Array.isArray(value)) {
    for (const entry of value) if (typeof entry === 'object') buffersOf(entry, found)
  } else if (value !== null && typeof value === 'object') {
    for (const entry of Object.values(value)) buffersOf(entry, found)
  }
  return found
}

/** Answers requests; `keepPlan` and `dropPlan` have no answer. */
export function createJobRunner(): (request: Request) => Response | null {
  const plans = new Map<number, { plan: Plan; kept?: KeptPlan }>()

  const entryOf = (planKey: number) => {
    const entry = plans.get(planKey)
    if (!entry) throw new Error(`No plan was kept under ${planKey}.`)
    return entry
  }
  const planOf = (planKey: number) => entryOf(planKey).plan

  // Compiled with the first job, so that a plan that does not compile fails a job and not the worker.
  const keptPlan = (planKey: number): KeptPlan => {
    const entry = entryOf(planKey)
    if (!entry.kept) {
      const compiled = compilePlan(entry.plan)
      entry.kept = {
        plan: entry.plan,
        compiled,
        run: blockRunner(compiled, pathsOf(entry.plan)),
        runSlice: sliceRunner(compiled),
      }
    }
    return entry.kept
  }

  const jobs: { [Name in JobName]: (input: Jobs[Name]['input']) => Jobs[Name]['result'] } = {
    project: ({ plan }) => project(plan),
    figures: ({ plan }) => figuresOverview(projectWithFlows(plan)),
    months: ({ plan, instanceId, row, year }) => monthsOf(plan, instanceId, row, year),
    taxWorksheet: ({ plan }) => taxWorksheet(plan),
    saleProceeds: ({ plan, instanceId }) => saleProceeds(plan, instanceId),
    saleFutures: ({ planKey, instanceId, slice }) => saleFutures(planOf(planKey), instanceId, slice),
    projectionToKeep: ({ plan }) => projectionToKeep(plan),
    events: ({ plan }) => eventsOf(plan),
    finalRealNetWorth: ({ plan }) => finalRealNetWorth(plan),
    sensitivityCases: ({ planKey }) => sensitivityCases(planOf(planKey)),
    finalUnder: ({ planKey, shocks }) => finalRealNetWorth({ ...planOf(planKey), shocks }),
    courseUnder: ({ planKey, shocks }) => ({
      ...project({ ...planOf(planKey), shocks }),
      instances: [],
      perInstance: new Float64Array(),
    }),
    block: ({ planKey, block }) => keptPlan(planKey).run(block),
    ends: ({ planKey, slice }) => {
      const { plan, compiled, runSlice } = keptPlan(planKey)
      return endsOf(runSlice(slice), priceLevelsOf(compiled), goalOf(plan))
    },
    outlooks: ({ reality, scenarios }) => outlooksOf(reality, scenarios),
    comparison: ({ plans: [reality, ...scenarios] }) => ({
      outlooks: outlooksOf(
        reality,
        scenarios.map((ends) => ({ own: ends, common: ends })),
      ),
      pairs: pairsOf([reality, ...scenarios]),
    }),
    course: ({ planKey, slice }) => {
      const { compiled, runSlice } = keptPlan(planKey)
      return netWorthCourse(runSlice(slice), priceLevelsOf(compiled))
    },
    differenceBands: ({ own, other }) => differenceBands(own, other),
    path: ({ plan, path }) => playPath(plan, path),
    summarise: ({ planKey, blocks }) => {
      const { plan, compiled } = keptPlan(planKey)
      return summarise(plan, compiled, blocks)
    },
  }

  return (request) => {
    if (request.kind === 'keepPlan') {
      plans.set(request.planKey, { plan: request.plan })
      return null
    }
    if (request.kind === 'dropPlan') {
      plans.delete(request.planKey)
      return null
    }
    try {
      const job = jobs[request.name] as (input: unknown) => Jobs[JobName]['result']
      return { id: request.id, result: job(request.input) }
    } catch (error) {
      return { id: request.id, error: asSent(error) }
    }
  }
}

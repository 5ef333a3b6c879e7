import { expect, it } from 'vitest'
import {
  differenceOf,
  endsOfPlan,
  outlooks,
  sensitivity,
} from '#domain/projection/analysis/analysis.test-support.ts'
import { figuresOverview } from '#domain/projection/analysis/figures-overview.ts'
import { pairsOf } from '#domain/projection/analysis/pairs.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { PlanError } from '#domain/projection/plan.ts'
import { project, projectWithFlows } from '#domain/projection/project.ts'
import { simulate } from '#domain/projection/simulation/simulate.ts'
import { sensitivityInWorkers } from './analysis-client.ts'
import { comparisonInWorkers, differenceInWorkers, outlooksInWorkers } from './comparison-client.ts'
import { createJobRunner } from './job-runner.ts'
import { figuresInWorker, projectInWorker, simulateInWorkers } from './projection-client.ts'
import type { Request, Response } from './protocol.ts'
import { type Progress, pathEndsInWorkers } from './running.ts'
import { type WorkerLike, WorkerPool } from './worker-pool.ts'

const plan = planOf(
  [
    instanceOf('property', { value: 700_000, weekly_rent: 550, loan_balance: 400_000 }),
    instanceOf('portfolio', { value: 50_000, monthly_contribution: 500 }),
  ],
  { horizon_years: 3, paths: 4500, rate_volatility: 1 },
)

/** Workers of this thread that answer after a while each of its own, and are seen. */
function fakeWorkers(delays: readonly number[] = [0]) {
  const seen: Request[] = []
  let created = 0
  const create = (): WorkerLike => {
    const delay = delays[created++ % delays.length]!
    const run = createJobRunner()
    const listeners: ((event: { data: Response }) => void)[] = []
    return {
      postMessage: (message, options) => {
        const request = structuredClone(message, options)
        seen.push(request)
        setTimeout(() => {
          const data = run(request)
          if (data) for (const listener of listeners) listener({ data: structuredClone(data) })
        }, delay)
      },
      addEventListener: (type: 'message' | 'error', listener: never) => {
        if (type === 'message') listeners.push(listener)
      },
      terminate: () => {},
    }
  }
  return { seen, create, created: () => created }
}

it('projects in a worker what it projects here', async () => {
  const pool = new WorkerPool(1, fakeWorkers().create)
  expect(await projectInWorker(plan, { pool })).toEqual(project(plan))
  expect(await figuresInWorker(plan, { pool })).toEqual(figuresOverview(projectWithFlows(plan)))
})

it.each([1, 2, 3])('simulates the same to the bit with %d workers', async (size) => {
  const workers = fakeWorkers([3, 0, 1])
  const result = await simulateInWorkers(plan, { pool: new WorkerPool(size, workers.create) })
  expect(result).toEqual(simulate(plan))
  expect(workers.created()).toBe(size)
})

it('reports progress, and bands of what is done', async () => {
  const reports: Progress[] = []
  const pool = new WorkerPool(2, fakeWorkers().create)
  await simulateInWorkers(plan, { pool, onProgress: (progress) => reports.push(progress) })
  expect(reports.map(({ doneShare }) => doneShare)).toEqual([0.2, 0.4, 0.6, 0.8, 1])
  expect(reports.map(({ partial }) => partial?.paths)).toEqual([1000, 2000, undefined, 4000, undefined])
  expect(reports[0]!.partial!.netWorth.every(Number.isFinite)).toBe(true)
})

it('hands out nothing more once cancelled, and makes the workers forget the plan', async () => {
  const workers = fakeWorkers([1])
  const controller = new AbortController()
  const running = simulateInWorkers(plan, {
    pool: new WorkerPool(1, workers.create),
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  const blocks = workers.seen.filter((request) => request.kind === 'job')
  expect(blocks.length).toBeLessThanOrEqual(2)
  expect(workers.seen.at(-1)?.kind).toBe('dropPlan')
})

it('refuses at once when it is cancelled before it begins', async () => {
  const workers = fakeWorkers()
  const pool = new WorkerPool(1, workers.create)
  await expect(projectInWorker(plan, { pool, signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(workers.seen).toEqual([])
})

it('says which field of which instance is wrong, from the worker too', async () => {
  const pool = new WorkerPool(2, fakeWorkers().create)
  const wrong = planOf([instanceOf('cash', { value: Number.NaN }, { id: 'savings' })], { paths: 3000 })
  for (const running of [projectInWorker(wrong, { pool }), simulateInWorkers(wrong, { pool })]) {
    const error = await running.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(PlanError)
    expect(error).toMatchObject({ instanceId: 'savings', field: 'value' })
  }
})

it('puts what is asked for by hand before the rest of a simulation', async () => {
  const pool = new WorkerPool(1, fakeWorkers([1]).create)
  const order: string[] = []
  const simulation = simulateInWorkers(plan, { pool }).then(() => order.push('simulation'))
  const projection = projectInWorker(plan, { pool }).then(() => order.push('projection'))
  await Promise.all([simulation, projection])
  expect(order).toEqual(['projection', 'simulation'])
})

it('keeps a worker free of what can wait, for what is asked for meanwhile', async () => {
  const workers = fakeWorkers([1])
  const pool = new WorkerPool(2, workers.create)
  const order: string[] = []
  const whole = pathEndsInWorkers(plan, { pool, leavesRoom: true }).then(() => order.push('whole'))
  expect(workers.created()).toBe(1)
  const few = { ...plan, assumptions: { ...plan.assumptions, paths: 500 } }
  const asked = pathEndsInWorkers(few, { pool, first: true }).then(() => order.push('asked'))
  expect(workers.created()).toBe(2)
  await Promise.all([whole, asked])
  expect(order).toEqual(['asked', 'whole'])
})

it('replaces a worker that failed and refuses only its own job', async () => {
  let fail: (() => void) | undefined
  const good = fakeWorkers()
  let first = true
  const pool = new WorkerPool(1, () => {
    if (!first) return good.create()
    first = false
    return {
      postMessage: () => {},
      addEventListener: (type: 'message' | 'error', listener: never) => {
        if (type === 'error') fail = () => (listener as (event: object) => void)({ message: 'out of memory' })
      },
      terminate: () => {},
    }
  })
  const [lost, kept] = [projectInWorker(plan, { pool }), projectInWorker(plan, { pool })]
  fail!()
  await expect(lost).rejects.toThrow('out of memory')
  expect((await kept).years).toBe(3)
})

it('compares and ranks in workers as it does here', async () => {
  const pool = new WorkerPool(2, fakeWorkers([1, 0]).create)
  const other = { ...plan, instances: plan.instances.slice(1) }
  expect(await sensitivityInWorkers(plan, null, { pool })).toEqual(sensitivity(plan))
  expect(await sensitivityInWorkers(plan, other, { pool })).toEqual(sensitivity(plan, other))
  const seeded = { ...other, assumptions: { ...other.assumptions, seed: 9 } }
  expect(await outlooksInWorkers(plan, [other, seeded], { pool })).toEqual(outlooks(plan, [other, seeded]))
})

it('compares plans two by two with the figures that stand everywhere else', async () => {
  const pool = new WorkerPool(2, fakeWorkers([1, 0]).create)
  const other = { ...plan, instances: plan.instances.slice(1) }
  const seeded = { ...other, assumptions: { ...other.assumptions, seed: 9 } }
  const compared = await comparisonInWorkers(plan, [other, seeded], { pool })
  expect(compared.outlooks).toEqual(await outlooksInWorkers(plan, [other, other], { pool }))
  // Laid beside each other they meet the same markets, whatever their own seeds.
  expect(compared.pairs).toEqual(pairsOf([plan, other, other].map(endsOfPlan)))
  expect(await differenceInWorkers(seeded, plan, plan, { pool })).toEqual(differenceOf(other, plan))
})

it('marks nothing as better whose figure beside it is the worse, whatever seeds and numbers of futures the plans have', async () => {
  const pool = new WorkerPool(2, fakeWorkers([1, 0]).create)
  const seeds = [undefined, 3, 9, 27].map((seed, index) => ({
    ...plan,
    instances: plan.instances.slice(index % 2),
    assumptions: {
      ...plan.assumptions,
      ...(seed && { seed, paths: 300 * seed }),
      inflation_rate: 2 + index / 100,
    },
  }))
  const { outlooks: shown, pairs } = await comparisonInWorkers(plan, seeds, { pool })
  const middles = [shown.reality, ...shown.scenarios.map(({ outlook }) => outlook)].map(
    ({ middle }) => middle.value,
  )
  const risks = [shown.realRisk, ...shown.scenarios.map(({ risk }) => risk)]
  for (const [i, row] of pairs.entries())
    for (const [j, { gaps }] of row.entries()) {
      expect(gaps.middle?.value).toBeCloseTo((middles[i] ?? 0) - (middles[j] ?? 0), 6)
      for (const figure of ['worstOfTwenty', 'lowestCash', 'tax', 'interest'] as const)
        expect(gaps[figure]?.value).toBeCloseTo(
          (risks[i]?.[figure].value ?? 0) - (risks[j]?.[figure].value ?? 0),
          6,
        )
    }
})

it('plays a plan through that nobody keeps, and no other', async () => {
  const pool = new WorkerPool(2, fakeWorkers([1, 0]).create)
  const other = { ...plan, instances: plan.instances.slice(1) }
  const asked: Plan[] = []
  const endsOf = (one: Plan) => {
    asked.push(one)
    return Promise.resolve(endsOfPlan(one))
  }
  const kept = await comparisonInWorkers(plan, [other], { pool, endsOf })
  expect(asked).toEqual([plan, other])
  expect(kept).toEqual(await comparisonInWorkers(plan, [other], { pool }))
})

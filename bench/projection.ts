/**
 * The projection engine beside the same algorithm in C: time, memory and every bit of the results. Pairs are run
 * one after the other and compared by the CPU time of the calculating thread, so that what else the machine does
 * counts for neither; wall time is shown for the worker client and for cold processes.
 */
import { availableParallelism, cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import { compilePlan } from '#domain/projection/compile/compile.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { simulateInWorkers } from '#workers/projection-client.ts'
import { type WorkerLike, WorkerPool } from '#workers/worker-pool.ts'
import { sure } from '../scripts/sure.ts'
import { bundleOnce, once } from './projection-bundle.ts'
import { benchmarkPlan, ofTwoPeople } from './projection-plan.ts'
import { compileReference, countDifferences, type Reference, runAsReference } from './projection-reference.ts'

const PATHS = 10_000
const YEARS = 40

let oncePath = ''

const median = (values: readonly number[]) => sure(values.toSorted((a, b) => a - b)[values.length >> 1])
const round = (value: number, digits: number) => Number(value.toFixed(digits))

function runEngine(plan: Plan): { seconds: number; parts: Float64Array[] } {
  const start = process.threadCpuUsage()
  const parts = runAsReference(compilePlan(plan), PATHS)
  const { user, system } = process.threadCpuUsage(start)
  return { seconds: (user + system) / 1e6, parts }
}

function simulation(count: number, pairs: number, reference: Reference | null) {
  const plan = benchmarkPlan(count, PATHS)
  const first = runEngine(plan)
  const own: number[] = []
  const c: number[] = []
  let different = 0
  for (let pair = 0; pair < pairs; pair++) {
    const result = runEngine(plan)
    own.push(result.seconds)
    if (!reference) continue
    const answer = reference.run(compilePlan(plan), PATHS)
    c.push(answer.seconds)
    different += countDifferences(result.parts, answer.results)
  }
  const cold = once(oncePath, 'simulate', { instances: count, paths: PATHS, years: YEARS })
  return {
    instances: count,
    'engine CPU s': round(median(own), 3),
    ...(reference && {
      'C CPU s': round(median(c), 3),
      ratio: round(median(own.map((seconds, pair) => seconds / sure(c[pair]))), 2),
      'first run ratio': round(first.seconds / median(c), 2),
      'bits equal': different === 0,
    }),
    'paths/s': Math.round(PATHS / median(own)),
    'cold wall s': round(cold.ms / 1000, 2),
    'cold CPU s': round(cold.cpuMs / 1000, 2),
    'peak MB': Math.round(cold.peakMb),
  }
}

/** A large household, of one person and of two. The reference knows one. */
function people(count: number) {
  const one = benchmarkPlan(count, PATHS)
  return [one, ofTwoPeople(one)].map((plan, index) => {
    runEngine(plan)
    const runs = Array.from({ length: 5 }, () => {
      const start = performance.now()
      const { seconds } = runEngine(plan)
      return { cpu: seconds, wall: (performance.now() - start) / 1000 }
    })
    return {
      instances: count,
      people: index + 1,
      'CPU s': round(median(runs.map(({ cpu }) => cpu)), 3),
      'wall s': round(median(runs.map(({ wall }) => wall)), 3),
    }
  })
}

function thread(): WorkerLike {
  const worker = new Worker(new URL('./projection-thread.ts', import.meta.url))
  return {
    postMessage: (message, options) =>
      worker.postMessage(message, (options?.transfer ?? []) as ArrayBuffer[]),
    addEventListener: (type: 'message' | 'error', listener: (event: never) => void) => {
      if (type === 'message') worker.on('message', (data) => listener({ data } as never))
      else worker.on('error', (error) => listener({ message: String(error) } as never))
    },
    terminate: () => void worker.terminate(),
  }
}

async function workers(count: number, size: number) {
  const pool = new WorkerPool(size, thread)
  const plan = benchmarkPlan(count, PATHS)
  const times: number[] = []
  for (let run = 0; run < 4; run++) {
    const start = performance.now()
    await simulateInWorkers(plan, { pool })
    if (run > 0) times.push((performance.now() - start) / 1000)
  }
  pool.close()
  return {
    instances: count,
    workers: size,
    s: round(median(times), 3),
    'paths/s': Math.round(PATHS / median(times)),
  }
}

function deterministic(count: number) {
  const size = { instances: count, paths: PATHS, years: YEARS }
  const cold = Array.from({ length: 5 }, () => once(oncePath, 'project', size))
  const plan = benchmarkPlan(count)
  const warm = Array.from({ length: 5 }, () => {
    const start = process.threadCpuUsage()
    project(plan)
    const { user, system } = process.threadCpuUsage(start)
    return (user + system) / 1000
  })
  return {
    instances: count,
    'cold wall ms': round(median(cold.map(({ ms }) => ms)), 1),
    'cold CPU ms': round(median(cold.map(({ cpuMs }) => cpuMs)), 1),
    'warm CPU ms': round(median(warm), 1),
    'peak MB': Math.round(median(cold.map(({ peakMb }) => peakMb))),
  }
}

/** `npm run bench -- projection [instances …]`: prints the tables of docs/benchmarks.md. */
export async function run(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [10, 1, 100]
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`)
  const bundle = await bundleOnce()
  oncePath = bundle.file
  const reference = compileReference()
  if (!reference) console.log('No gcc here: the comparison with C is left out.')
  try {
    console.log(`\nSimulation, ${PATHS} paths × ${YEARS} years monthly, one thread`)
    console.table(sizes.map((count) => simulation(count, 7, reference)))
  } finally {
    reference?.close()
  }
  console.log('\nA large household, of one person and of two')
  console.table(people(40))
  console.log('\nThe same through the worker client, all that the page does')
  const threads = []
  for (const size of [1, availableParallelism()]) threads.push(await workers(10, size))
  console.table(threads)
  console.log(`\nDeterministic projection, ${YEARS} years monthly; cold is a new process each time`)
  console.table([1, 10, 100, 1000, 10_000].map(deterministic))
  bundle.remove()
}

/**
 * A few workers that take jobs from one queue. Jobs are short (a block of a simulation, one projection), so that
 * cancelling means not handing out the rest, and what is asked for by hand goes first.
 */
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { buffersOf, createJobRunner } from './job-runner.ts'
import type { JobName, Jobs, Request, Response, SentError } from './protocol.ts'

/** What the pool needs of a `Worker`. */
export interface WorkerLike {
  postMessage(message: Request, options?: { transfer: Transferable[] }): void
  addEventListener(type: 'message', listener: (event: { data: Response }) => void): void
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void
  terminate(): void
}

interface Job {
  readonly id: number
  readonly request: Extract<Request, { kind: 'job' }>
  readonly plan: { readonly key: number; readonly plan: Plan } | null
  readonly leavesRoom: boolean
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

interface Member {
  readonly worker: WorkerLike
  readonly knownPlans: Set<number>
  job: Job | null
}

export interface JobOptions {
  readonly signal?: AbortSignal | undefined
  /** The plan that the job finds under this key; it is sent to each worker once. */
  readonly plan?: { readonly key: number; readonly plan: Plan }
  /** Before everything that waits: for what the user looks at now. */
  readonly first?: boolean
  /** Leaves a worker, where there are several, to what the user asks for meanwhile. */
  readonly leavesRoom?: boolean
}

function received(error: SentError): Error {
  if (error.plan) return new PlanError(error.plan.instanceId, error.plan.field, error.plan.problem)
  const copy = new Error(error.message)
  copy.name = error.name
  return copy
}

/** Runs jobs on the page where the platform has no workers (tests, very old browsers). */
function inlineWorker(): WorkerLike {
  const run = createJobRunner()
  const listeners: ((event: { data: Response }) => void)[] = []
  return {
    postMessage: (request) => {
      setTimeout(() => {
        const data = run(request)
        if (data) for (const listener of listeners) listener({ data })
      })
    },
    addEventListener: (type: 'message' | 'error', listener: never) => {
      if (type === 'message') listeners.push(listener)
    },
    terminate: () => {},
  }
}

function browserWorker(): WorkerLike {
  if (typeof Worker === 'undefined') return inlineWorker()
  return new Worker(new URL('./projection.worker.ts', import.meta.url), {
    type: 'module',
    name: 'projection',
  })
}

/** The page has no use for what these are made of once they are: their inputs move, others are copied. */
const summaries: ReadonlySet<JobName> = new Set(['summarise', 'differenceBands'])

export class WorkerPool {
  readonly size: number
  readonly #create: () => WorkerLike
  readonly #members: Member[] = []
  readonly #waiting: Job[] = []
  #lastId = 0

  constructor(size: number, create: () => WorkerLike = browserWorker) {
    this.size = Math.max(1, size)
    this.#create = create
  }

  /** Runs a job. Rejects with the signal's reason when it is aborted, with a `PlanError` for a wrong plan. */
  run<Name extends JobName>(
    name: Name,
    input: Jobs[Name]['input'],
    options: JobOptions = {},
  ): Promise<Jobs[Name]['result']> {
    const { signal } = options
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      const onAbort = () => {
        const position = this.#waiting.findIndex((job) => job.id === id)
        if (position >= 0) this.#waiting.splice(position, 1)
        reject(signal?.reason)
      }
      const settle =
        <Value>(then: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener('abort', onAbort)
          then(value)
        }
      signal?.addEventListener('abort', onAbort, { once: true })
      const job: Job = {
        id,
        request: { kind: 'job', id, name, input } as Job['request'],
        plan: options.plan ?? null,
        leavesRoom: options.leavesRoom ?? false,
        resolve: settle(resolve),
        reject: settle(reject),
      }
      if (options.first) this.#waiting.unshift(job)
      else this.#waiting.push(job)
      this.#dispatch()
    })
  }

  /** Lets every worker forget a plan. */
  dropPlan(planKey: number): void {
    for (const member of this.#members)
      if (member.knownPlans.delete(planKey)) member.worker.postMessage({ kind: 'dropPlan', planKey })
  }

  /** Ends all workers; what waits is refused. */
  close(): void {
    for (const member of this.#members) member.worker.terminate()
    const jobs = [...this.#waiting, ...this.#members.flatMap((member) => member.job ?? [])]
    this.#members.length = 0
    this.#waiting.length = 0
    for (const job of jobs) job.reject(new DOMException('The workers were closed.', 'AbortError'))
  }

  #dispatch(): void {
    for (let job = this.#nextJob(); job; job = this.#nextJob()) {
      const member = this.#members.find((candidate) => candidate.job === null) ?? this.#addMember()
      if (!member) return
      this.#waiting.splice(this.#waiting.indexOf(job), 1)
      if (job.plan && !member.knownPlans.has(job.plan.key)) {
        member.worker.postMessage({ kind: 'keepPlan', planKey: job.plan.key, plan: job.plan.plan })
        member.knownPlans.add(job.plan.key)
      }
      member.job = job
      const moves = summaries.has(job.request.name) ? buffersOf(job.request.input) : []
      member.worker.postMessage(job.request, { transfer: moves })
    }
  }

  #nextJob(): Job | undefined {
    const running = this.#members.filter(({ job }) => job?.leavesRoom).length
    const hasRoom = running < Math.max(1, this.size - 1)
    return this.#waiting.find(({ leavesRoom }) => hasRoom || !leavesRoom)
  }

  #addMember(): Member | null {
    if (this.#members.length >= this.size) return null
    const member: Member = { worker: this.#create(), knownPlans: new Set(), job: null }
    member.worker.addEventListener('message', ({ data }) => this.#answer(member, data))
    member.worker.addEventListener('error', (event) => this.#fail(member, event.message))
    this.#members.push(member)
    return member
  }

  #answer(member: Member, response: Response): void {
    const job = member.job
    if (job?.id !== response.id) return
    member.job = null
    if ('error' in response) job.reject(received(response.error))
    else job.resolve(response.result as never)
    this.#dispatch()
  }

  /** A worker that fails outside a job (its code did not load, memory ran out) is replaced. */
  #fail(member: Member, message: string | undefined): void {
    member.worker.terminate()
    this.#members.splice(this.#members.indexOf(member), 1)
    member.job?.reject(new Error(message || 'The projection could not be calculated: a worker stopped.'))
    this.#dispatch()
  }
}

/**
 * The events of one user on one page, until they are sent: bounded, in batches, never in the way of anything. Nothing
 * here fails or waits; what cannot be sent is tried again more and more rarely, what is refused is let go.
 */
import { toAppError } from '../errors.ts'
import { isRead } from './operation.ts'
import type { ApplyOutcome, Feature, PageLoadMetric, TelemetryEvent } from './telemetry-event.ts'

/** What became of a batch: `later` may be tried again, `refused` would be refused again. */
export type Sent = 'taken' | 'later' | 'refused'

export type Send = (events: readonly TelemetryEvent[]) => Promise<Sent>

type Measure = Pick<TelemetryEvent, 'value' | 'unit' | 'attributes'>

export interface RequestMeasure {
  operation: string
  /** Until the answer began to arrive. */
  ms: number
  /** Missing when there was no answer. */
  status?: number
  /** Of the `AppError` it failed with; missing after a success. */
  code?: string
}

/** Sent at once, without waiting for the next turn. */
const aFullBatch = 50
/** A request brings at most this much: half of what the browser lets a closing page send (64 kB). */
export const largestBatch = 100
/** What is kept while it cannot be sent; then the oldest goes. */
export const mostKept = 500
/** Reads are many, and one in so many tells the same. Of any operation all or the same part is kept, so that rates hold. */
export const readsInOne = 5
const longestPause = 10 * 60_000
const firstPause = 15_000
/** The same error again within this time is the same trouble. */
const sameTrouble = 60_000

interface Surroundings {
  send: Send
  /** Milliseconds, as `Date.now`. */
  now?: () => number
  /** As `Math.random`. */
  random?: () => number
}

export class EventLog {
  readonly #send: Send
  readonly #now: () => number
  readonly #random: () => number
  readonly #session = crypto.randomUUID()
  #waiting: TelemetryEvent[] = []
  /** Undefined until it is known whether the user lets anything be sent: kept, and not sent, so far. */
  #mayShare: boolean | undefined
  #isClosed = false
  #isSending = false
  #isAnnounced = false
  #failures = 0
  #notBefore = 0
  readonly #lastErrors = new Map<string, number>()

  constructor({ send, now = Date.now, random = Math.random }: Surroundings) {
    this.#send = send
    this.#now = now
    this.#random = random
  }

  pageLoad(metric: PageLoadMetric, value: number, route: string): void {
    const unit = metric === 'cls' ? 'score' : 'ms'
    this.#add('page_load', { value: rounded(value), unit, attributes: { metric, route } })
  }

  /** One of many reads, every other request. */
  request({ ms, operation, ...answer }: RequestMeasure): void {
    if (isRead(operation) && this.#random() * readsInOne >= 1) return
    this.#add('api_request', { value: rounded(ms), unit: 'ms', attributes: { operation, ...answer } })
  }

  /** What the user waited for an apply, whatever came of it. */
  apply(ms: number, outcome: ApplyOutcome): void {
    this.#add('apply', { value: rounded(ms), unit: 'ms', attributes: { outcome } })
  }

  /** A failure that the user has met. */
  error(code: string, operation: string, route: string): void {
    const trouble = `${code} ${operation}`
    const last = this.#lastErrors.get(trouble)
    if (last !== undefined && this.#now() - last < sameTrouble) return
    this.#lastErrors.set(trouble, this.#now())
    this.#add('error', { attributes: { code, operation, route } })
  }

  feature(feature: Feature): void {
    this.#add('feature', { attributes: { feature } })
  }

  memory(bytes: number): void {
    this.#add('memory', { value: bytes, unit: 'bytes' })
  }

  /** Whether the user lets it be sent. If not, what was kept so far is forgotten, and nothing more is kept. */
  setSharing(mayShare: boolean): void {
    if (this.#mayShare === mayShare) return
    this.#mayShare = mayShare
    if (!mayShare) this.#waiting = []
  }

  /** Sends at the next turn even without an event: the server then notes which features the user has. */
  announce(): void {
    this.#isAnnounced = false
  }

  /** Sends the oldest of what there is, unless that is being done already or the server asked for rest. */
  async flush(): Promise<void> {
    if (!this.#isSending && (this.#waiting.length > 0 || !this.#isAnnounced)) await this.#sendBatch()
  }

  /** The page may be closing: what another request does not bring goes now. */
  async leave(): Promise<void> {
    if (this.#waiting.length > 0) await this.#sendBatch()
  }

  async #sendBatch() {
    if (!this.#mayShare || this.#isClosed || this.#now() < this.#notBefore) return
    const batch = this.#waiting.splice(0, largestBatch)
    this.#isSending = true
    this.#isAnnounced = true
    const sent = await this.#send(batch)
    this.#isSending = false
    if (sent === 'taken') this.#failures = 0
    else this.#rest(sent, batch)
  }

  /** The server may be reached again: what waits need not wait longer. */
  wake(): void {
    this.#failures = 0
    this.#notBefore = 0
    void this.flush()
  }

  /** The user is gone: whatever was not sent never is. */
  close(): void {
    this.#isClosed = true
    this.#waiting = []
  }

  #rest(sent: 'later' | 'refused', batch: readonly TelemetryEvent[]) {
    const pause = sent === 'refused' ? longestPause : firstPause * 2 ** this.#failures
    this.#failures += 1
    this.#notBefore = this.#now() + Math.min(pause, longestPause)
    if (sent === 'refused' || !this.#mayShare) return
    // An answer that was lost brings the batch twice: better than a request that is remembered forever.
    this.#waiting = [...batch, ...this.#waiting].slice(-mostKept)
    this.#isAnnounced = false
  }

  #add(name: TelemetryEvent['name'], measure: Measure) {
    if (this.#isClosed || this.#mayShare === false) return
    const occurred_at = new Date(this.#now()).toISOString()
    this.#waiting.push({ session_id: this.#session, name, ...measure, occurred_at })
    if (this.#waiting.length > mostKept) this.#waiting.shift()
    if (this.#waiting.length >= aFullBatch) void this.flush()
  }
}

/** The words of telemetry for a failure. What was never meant for people is a defect on the page. */
export function failureOf(error: unknown): { code: string; operation: string } {
  const { code, operation } = toAppError(error)
  return { code, operation: operation ?? 'page' }
}

function rounded(value: number) {
  return Math.round(value * 1_000) / 1_000
}

/** What `record_telemetry` takes. Never a name, an amount, an id of a row or an address: see docs on what is measured. */

type Attributes = Readonly<Record<string, string | number | boolean>>

export interface TelemetryEvent {
  readonly session_id: string
  readonly name: 'page_load' | 'api_request' | 'apply' | 'error' | 'feature' | 'memory'
  readonly value?: number
  readonly unit?: 'ms' | 'bytes' | 'score'
  readonly attributes?: Attributes
  /** ISO 8601, by the clock of the browser. */
  readonly occurred_at: string
}

/** Of web.dev/articles/vitals: all in milliseconds, but for `cls`, which is a score. */
export type PageLoadMetric = 'lcp' | 'inp' | 'cls' | 'ttfb' | 'fcp'

export type ApplyOutcome = 'success' | 'conflict' | 'stale' | 'failed' | 'error'

/** What people did with the product. */
export type Feature =
  | 'instances_imported'
  | 'scenario_created'
  | 'scenario_duplicated'
  | 'scenario_imported'
  | 'instances_copied'
  | 'bulk_edit'
  | 'reality_taken_in'
  | 'scenario_applied'
  | 'conflict_resolved'
  | 'undo'
  | 'feedback_given'

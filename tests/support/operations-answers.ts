/** What the functions of operators and administrators answer, and the end of an account: the app reads none of it. */
import { z } from 'zod'

/** `verify_integrity`: one row an invariant, of all or of a part; anything but no violations is a defect. */
export const integritySchema = z.array(
  z.object({
    name: z.string(),
    part: z.enum(['accounts', 'content', 'scenarios', 'history', 'flags', 'references']),
    violations: z.number().int().nonnegative(),
    /** Up to five of the rows that break it, whose they are, and in which tables. */
    sample_ids: z.array(z.guid()),
    user_ids: z.array(z.guid()),
    tables: z.array(z.string()),
    meaning: z.string(),
  }),
)

/** `purge_deleted`: how many rows were removed for good. */
export const purgedSchema = z.object({
  instances: z.number().int(),
  scenarios: z.number().int(),
  scenario_instances: z.number().int(),
})

/** `set_feature_flag_for_emails`: how many people it was set for, and the addresses that nobody has. */
export const flagSetSchema = z.object({
  flag_name: z.string(),
  enabled: z.boolean(),
  set: z.number().int(),
  unknown_emails: z.array(z.string()),
})

/** A session that switching a flag off waited for; null is what the owner of the database may not see. */
export const waitedForSchema = z.object({
  pid: z.number().int(),
  /** Whether it writes what flags guard, or holds up one that does. */
  is_writer: z.boolean(),
  database_user: z.string().nullable(),
  application: z.string().nullable(),
  state: z.string().nullable(),
  /** When its transaction began. */
  since: z.string().nullable(),
  /** Those that it waits for itself, by pid. */
  waits_for: z.array(z.number().int()),
})

/** `kill_feature`: how it was before, and how long writers that had started were waited for. */
export const killedFeatureSchema = z.object({
  flag_name: z.string(),
  was_enabled: z.boolean(),
  waited_ms: z.number().nonnegative(),
})

/** `delete_account`: only ever that it happened. */
export const deletedAccountSchema = z.object({ deleted: z.literal(true) })

/** `record_telemetry`: how many events were taken and, by what was wrong with them, how many were not. */
export const recordedTelemetrySchema = z.object({
  accepted: z.number().int(),
  dropped: z.number().int(),
  reasons: z.record(z.string(), z.number().int()),
})

/** `purge_telemetry`: how many rows were removed. */
export const purgedTelemetrySchema = z.object({ events: z.number().int(), exposures: z.number().int() })

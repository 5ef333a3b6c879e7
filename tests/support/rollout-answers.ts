/** What the functions of a rollout answer, which are run from SQL, from Studio and by scripts. */
import { z } from 'zod'
import { waitedForSchema } from './operations-answers.ts'

const count = z.number().int().nonnegative().nullable()

/** `evaluate_rollout_gates`: one entry a gate of the phase that was active then. */
export const judgedGatesSchema = z.array(
  z.object({
    gate: z.string(),
    gate_id: z.guid(),
    phase: z.string(),
    metric: z.string(),
    test: z.enum(['absolute', 'versus_unexposed', 'sample_ratio', 'exposure', 'no_data']),
    as_of: z.string(),
    /** Only `pass` is a pass. */
    verdict: z.enum(['pass', 'fail', 'inconclusive', 'too_little_data', 'no_data']),
    exposed_users: count,
    exposed_events: count,
    unexposed_users: count,
    unexposed_events: count,
    /** How many times as often, a share, or a number, by `test`; null where it has no bound. */
    estimate: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    sentence: z.string().min(1),
    on_breach: z.enum(['hold', 'rollback', 'warn']),
    is_required: z.boolean(),
    dry_run: z.boolean(),
    /** The alert that this verdict raised. */
    alert_id: z.guid().nullable(),
  }),
)

const flagStateSchema = z.object({ enabled: z.boolean(), rollout_percentage: z.number() })
const changedFlagsSchema = z.array(
  z.object({ flag_name: z.string(), before: flagStateSchema, after: flagStateSchema }),
)

/** `advance_rollout`: what was left (null: nothing), what began (null: the rollout is complete), and what it changed. */
export const advancedSchema = z.object({
  left: z.string().nullable(),
  phase: z.string().nullable(),
  soaks_until: z.string().nullable(),
  flags: changedFlagsSchema,
  sentence: z.string(),
})

/** `rollback_rollout`. */
export const rolledBackSchema = z.object({
  phase: z.string(),
  flags: changedFlagsSchema,
  /** Whether everything that had started to write is done. */
  drained: z.boolean(),
  /** For whom not. */
  waiting_for: z.array(waitedForSchema),
  waited_ms: z.number().nonnegative(),
  sentence: z.string(),
})

/** `act_on_rollout`. */
export const actedSchema = z.object({ rolled_back: rolledBackSchema.nullable(), sentence: z.string() })

/** `acknowledge_alert`. */
export const alertSchema = z.object({
  id: z.guid(),
  gate_id: z.guid().nullable(),
  phase: z.string(),
  verdict_id: z.guid().nullable(),
  kind: z.enum(['hold', 'rollback', 'warn']),
  message: z.string(),
  created_at: z.string(),
  acted_at: z.string().nullable(),
  acknowledged_by: z.guid().nullable(),
  acknowledged_role: z.string().nullable(),
  acknowledged_at: z.string().nullable(),
  note: z.string().nullable(),
})

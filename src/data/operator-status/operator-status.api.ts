import { z } from 'zod'
import { requestRows } from '../answers.ts'
import type { Client } from '../client-type.ts'
import type { RequestOptions } from '../request.ts'

const rolloutPhaseSchema = z.object({
  title: z.string(),
  is_current: z.boolean(),
  /** Where it is and what holds it, in words. */
  sentence: z.string(),
})

export const findingSchema = z.object({
  finding: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  figure: z.string(),
  /** The page that says what to do, within the project. */
  runbook: z.string(),
})

export interface OperatorStatus {
  /** In their order; none of them is current once the rollout is complete. */
  readonly phases: readonly z.infer<typeof rolloutPhaseSchema>[]
  /** The gravest first; none when all is well. */
  readonly findings: readonly z.infer<typeof findingSchema>[]
}

/** How the rollout stands and what asks for a person, for operators and administrators; null for anybody else. */
export async function getOperatorStatus(
  client: Client,
  options?: RequestOptions,
): Promise<OperatorStatus | null> {
  const rollout = client.from('rollout_status').select('title, is_current, sentence').order('position')
  const phases = await requestRows(rolloutPhaseSchema, rollout, options)
  // Investors see no row of either view: one look is enough to know.
  if (phases.length === 0) return null
  const open = client.from('operator_findings').select('finding, severity, figure, runbook')
  return {
    phases,
    findings: await requestRows(findingSchema, open, options),
  }
}

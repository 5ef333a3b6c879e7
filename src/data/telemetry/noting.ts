import type { ApplicationAnswer } from '../shapes/plan.ts'
import { currentLog } from './current-log.ts'
import type { ApplyOutcome, Feature } from './telemetry-event.ts'

/** Does it, and notes for whoever began it that it was done. */
export async function noting<Answer>(
  does: Feature | ((answer: Answer) => readonly Feature[]),
  work: () => Promise<Answer>,
): Promise<Answer> {
  const log = currentLog()
  const answer = await work()
  for (const feature of typeof does === 'string' ? [does] : does(answer)) log?.feature(feature)
  return answer
}

/** Applies, and notes how long the user waited for what. */
export async function measuringApply(work: () => Promise<ApplicationAnswer>): Promise<ApplicationAnswer> {
  const log = currentLog()
  const began = performance.now()
  let outcome: ApplyOutcome = 'error'
  try {
    const answer = await work()
    outcome = answer.stale ? 'stale' : answer.status
    return answer
  } finally {
    log?.apply(performance.now() - began, outcome)
  }
}

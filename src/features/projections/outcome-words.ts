/** What the figures of a scenario rest on, in words: they are of reality as it is now, not as it was when copied. */

import type { ScenarioOutcome } from '#domain/merge/carry-out.ts'
import { counted } from '#lib/counted.ts'

type Counts = Pick<ScenarioOutcome, 'moved' | 'gone' | 'undecided'>

/** "2 conflicts are not decided yet and count as they are now"; null while there is none. */
export function undecidedText({ undecided }: Pick<Counts, 'undecided'>): string | null {
  if (undecided === 0) return null
  return undecided === 1
    ? '1 conflict is not decided yet and counts as it is now'
    : `${undecided} conflicts are not decided yet and count as they are now`
}

/** Whether reality has changed anything that the scenario holds. */
export function hasRealityMoved({ moved, gone }: Counts): boolean {
  return moved + gone > 0
}

/** Whole sentences; empty while reality is as it was copied and nothing is to be decided. */
export function outcomeSentences(outcome: Counts): string[] {
  const { moved, gone } = outcome
  const undecided = undecidedText(outcome)
  return [
    ...(moved > 0
      ? [
          `Reality changed ${counted(moved, 'investment since it was', 'investments since they were')} copied; the figures take that in.`,
        ]
      : []),
    ...(gone > 0
      ? [
          `${counted(gone, 'investment of this scenario was', 'investments of this scenario were')} deleted in reality and ${gone === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(undecided ? [`${undecided}.`] : []),
  ]
}

/**
 * Whose events are being kept, if anybody's: nobody's while signed out. Apart from the log itself, because it is loaded
 * before sign-in. Whoever measures something that takes time asks for the log at its beginning, so that what one user
 * began is never kept for the next.
 */
import type { EventLog } from './event-log.ts'

let current: EventLog | null = null

export function currentLog(): EventLog | null {
  return current
}

export function setCurrentLog(log: EventLog | null): void {
  current = log
}

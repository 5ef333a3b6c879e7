/** For tests: the log of somebody who lets events be sent, and the events that were. */
import { EventLog } from './event-log.ts'
import type { TelemetryEvent } from './telemetry-event.ts'

export function keptLog() {
  const sent: TelemetryEvent[] = []
  const log = new EventLog({
    send: async (events) => {
      sent.push(...events)
      return 'taken'
    },
  })
  log.setSharing(true)
  const told = async () => {
    await log.flush()
    return sent.map(({ name, attributes }) => ({ name, ...attributes }))
  }
  return { log, told }
}

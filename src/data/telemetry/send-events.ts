import { env } from '#lib/env.ts'
import type { Sent } from './event-log.ts'
import type { TelemetryEvent } from './telemetry-event.ts'

/**
 * Sends events as whoever the token is of. Past the app's client, so that telemetry is not measured itself. `keepalive`
 * lets the request outlive a page that is closed; `sendBeacon` would too, but carries no header and so no token. Never fails.
 */
export async function sendEvents(
  events: readonly TelemetryEvent[],
  accessToken: string | null,
): Promise<Sent> {
  if (accessToken === null || !navigator.onLine) return 'later'
  try {
    const { ok, status } = await fetch(`${env.supabaseUrl}/rest/v1/rpc/record_telemetry`, {
      method: 'POST',
      keepalive: true,
      headers: {
        apikey: env.supabaseKey,
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ p_events: events }),
    })
    if (ok) return 'taken'
    return status >= 500 || [401, 408, 429].includes(status) ? 'later' : 'refused'
  } catch {
    return 'later'
  }
}

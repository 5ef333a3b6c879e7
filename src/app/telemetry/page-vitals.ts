/** How the page loaded, as web.dev/articles/vitals measures it. Loaded after sign-in, when there is time: the browser remembers what was before. */
import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'
import type { EventLog } from '#data/telemetry/event-log.ts'
import type { PageLoadMetric } from '#data/telemetry/telemetry-event.ts'
import { firstRoute } from './current-route.ts'

let isMeasuring = false

/** A page loads once: it is noted for whoever was signed in first. */
export function measurePageLoad(log: EventLog): void {
  if (isMeasuring) return
  isMeasuring = true
  const note = ({ name, value }: Metric) =>
    log.pageLoad(name.toLowerCase() as PageLoadMetric, value, firstRoute())
  for (const observe of [onLCP, onINP, onCLS, onTTFB, onFCP]) observe(note)
}

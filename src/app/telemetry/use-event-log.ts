import { useLayoutEffect } from 'react'
import { supabase } from '#data/client.ts'
import { setCurrentLog } from '#data/telemetry/current-log.ts'
import { EventLog, failureOf } from '#data/telemetry/event-log.ts'
import { sendEvents } from '#data/telemetry/send-events.ts'
import { asksNotToBeTracked } from '#data/telemetry/tracking-refusal.ts'
import { onShownError } from '#ui/shown-errors.ts'
import { currentRoute } from './current-route.ts'

const betweenBatches = 15_000
const betweenLooksAtMemory = 5 * 60_000

/**
 * Keeps the events of this user for as long as the page is theirs. They are sent as this user and nobody else: while
 * their session is over nothing goes, and once somebody else is signed in, in another tab, nothing more is kept.
 */
export function useEventLog(userId: string): void {
  // Before anything on the page asks the server: what it asks is measured.
  useLayoutEffect(() => {
    let accessToken: string | null = null
    const log = new EventLog({ send: (events) => sendEvents(events, accessToken) })
    if (asksNotToBeTracked()) log.setSharing(false)
    setCurrentLog(log)
    const end = () => {
      setCurrentLog(null)
      log.close()
    }
    const { data } = supabase.auth.onAuthStateChange((_event, session) => {
      if (session && session.user.id !== userId) end()
      else accessToken = session?.access_token ?? null
    })
    const stop = watchPage(log)
    return () => {
      stop()
      data.subscription.unsubscribe()
      end()
    }
  }, [userId])
}

/** What happens on the page by itself, and when to send. */
function watchPage(log: EventLog): () => void {
  const listeners = new AbortController()
  const listen = (type: string, listener: (event: never) => void) =>
    window.addEventListener(type, listener as EventListener, { signal: listeners.signal })
  const noteFailure = (failure: unknown, place?: string) => {
    const { code, operation } = failureOf(failure)
    log.error(code, place ?? operation, currentRoute())
  }
  // In the bubbling phase: by then web-vitals has noted its last figures.
  listen('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void log.leave()
  })
  listen('pagehide', () => void log.leave())
  listen('online', () => log.wake())
  // Errors without an object are warnings of the browser or come from extensions.
  listen('error', ({ error }: ErrorEvent) => {
    if (error) noteFailure(error, 'script')
  })
  listen('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) noteFailure(reason, 'script')
  })
  const stopWatchingErrors = onShownError((error) => noteFailure(error))
  const sending = setInterval(() => void log.flush(), betweenBatches)
  const weighing = setInterval(() => noteMemory(log), betweenLooksAtMemory)
  noteMemory(log)
  return () => {
    listeners.abort()
    stopWatchingErrors()
    clearInterval(sending)
    clearInterval(weighing)
  }
}

/** Only Chromium tells, and only of JavaScript. */
function noteMemory(log: EventLog) {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } }
  if (memory && document.visibilityState === 'visible') log.memory(memory.usedJSHeapSize)
}

import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '#data/errors.ts'

interface ServerCheck {
  /** What keeps anybody from signing in; null while nothing is known to. */
  problem: AppError | null
  isAsking: boolean
  /** Asks again. */
  ask: () => void
}

/** Asks before somebody types a password in vain, and again once the browser is online after it was not. */
export function useServerCheck(): ServerCheck {
  const [problem, setProblem] = useState<AppError | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const ask = useCallback(() => {
    setIsAsking(true)
    // Loaded by itself, since nobody needs it to sign in. Where it does not load, no page does, and that is said elsewhere.
    void import('./report-server.ts')
      .then(async ({ reportServer }) => setProblem(await reportServer()))
      .catch(() => {})
      .finally(() => setIsAsking(false))
  }, [])
  useEffect(ask, [ask])
  const isOffline = problem?.code === 'offline'
  useEffect(() => {
    if (!isOffline) return
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [isOffline, ask])
  return { problem, isAsking, ask }
}

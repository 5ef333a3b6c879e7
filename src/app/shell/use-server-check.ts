import { useEffect, useState } from 'react'
import type { AppError } from '#data/errors.ts'

/** What keeps anybody from signing in; null while nothing is known to. Asked once, before somebody types a password in vain. */
export function useServerCheck(): AppError | null {
  const [problem, setProblem] = useState<AppError | null>(null)
  useEffect(() => {
    let isLeft = false
    // Loaded by itself, since nobody needs it to sign in. Where it does not load, no page does, and that is said elsewhere.
    import('./report-server.ts').then(
      async ({ reportServer }) => {
        const found = await reportServer()
        if (!isLeft) setProblem(found)
      },
      () => {},
    )
    return () => {
      isLeft = true
    }
  }, [])
  return problem
}

import { useCallback, useEffect, useRef, useState } from 'react'
import { notifyError } from './notify.tsx'

export interface Action<Arguments extends unknown[]> {
  /** Starts it; while it runs, another start does nothing. */
  run: (...args: Arguments) => void
  isPending: boolean
  /** Why the last run failed; null while it runs and after a success. */
  error: unknown
  /** What did not happen when it fails, as a heading. */
  failed: string
  reset: () => void
}

/**
 * Something a button starts: whether it runs, and why it failed, for showing beside that button. Should it fail when
 * that place is gone, because the dialog was closed or the page left meanwhile, a notice says so.
 */
export function useAction<Arguments extends unknown[]>(
  failed: string | ((error: unknown) => string),
  perform: (...args: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [state, setState] = useState<{ isPending: boolean; error: unknown }>({
    isPending: false,
    error: null,
  })
  const latest = useRef({ perform, failed })
  const isRunning = useRef(false)
  const isOnScreen = useRef(false)
  useEffect(() => {
    latest.current = { perform, failed }
  })
  useEffect(() => {
    isOnScreen.current = true
    return () => {
      isOnScreen.current = false
    }
  }, [])
  const run = useCallback((...args: Arguments) => {
    if (isRunning.current) return
    isRunning.current = true
    setState({ isPending: true, error: null })
    const settle = (error: unknown) => {
      isRunning.current = false
      setState({ isPending: false, error })
    }
    latest.current.perform(...args).then(
      () => settle(null),
      (error: unknown) => {
        if (!isOnScreen.current) notifyError(worded(latest.current.failed, error), error)
        settle(error)
      },
    )
  }, [])
  const reset = useCallback(() => setState({ isPending: false, error: null }), [])
  return { run, ...state, failed: worded(failed, state.error), reset }
}

function worded(failed: string | ((error: unknown) => string), error: unknown): string {
  return typeof failed === 'string' ? failed : failed(error)
}

import { useCallback, useEffect, useRef, useState } from 'react'

export interface Action<Arguments extends unknown[]> {
  /** Starts it; while it runs, another start does nothing. */
  run: (...args: Arguments) => void
  isPending: boolean
  /** Why the last run failed; null while it runs and after a success. */
  error: unknown
  reset: () => void
}

/** Something a button starts: whether it runs, and why it failed, beside that button. */
export function useAction<Arguments extends unknown[]>(
  perform: (...args: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [state, setState] = useState<{ isPending: boolean; error: unknown }>({
    isPending: false,
    error: null,
  })
  const latest = useRef(perform)
  const isRunning = useRef(false)
  useEffect(() => {
    latest.current = perform
  })
  const run = useCallback((...args: Arguments) => {
    if (isRunning.current) return
    isRunning.current = true
    setState({ isPending: true, error: null })
    const settle = (error: unknown) => {
      isRunning.current = false
      setState({ isPending: false, error })
    }
    latest.current(...args).then(
      () => settle(null),
      (error: unknown) => settle(error),
    )
  }, [])
  const reset = useCallback(() => setState({ isPending: false, error: null }), [])
  return { run, ...state, reset }
}

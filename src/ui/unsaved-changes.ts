import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router-dom'
import { confirm } from './confirm.tsx'

/**
 * Asks before unsaved changes are left behind: by a link, by going back, by closing the tab.
 * Call `release` before navigating away from a form whose content has just been saved.
 */
export function useUnsavedChanges(isDirty: boolean): { release: () => void } {
  const isReleased = useRef(false)
  const blocker = useBlocker(
    // The query counts too: it holds which kind of instance a new form is for.
    ({ currentLocation: here, nextLocation: there }) =>
      isDirty && !isReleased.current && here.pathname + here.search !== there.pathname + there.search,
  )

  const isAsking = useRef(false)
  useEffect(() => {
    if (blocker.state !== 'blocked' || isAsking.current) return
    isAsking.current = true
    confirm({
      title: 'Leave without saving?',
      message: 'What you changed on this page has not been saved and would be lost.',
      confirmLabel: 'Leave without saving',
      isDestructive: true,
    }).then((isSure) => {
      isAsking.current = false
      if (isSure) blocker.proceed()
      else blocker.reset()
    })
  }, [blocker])

  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])

  const release = useCallback(() => {
    isReleased.current = true
  }, [])
  return { release }
}

/** What is on screen and not saved. Apart from the questions about it, which are not loaded before sign-in. */
import { useEffect, useSyncExternalStore } from 'react'

/** Every form and dialog on screen that holds something typed and not saved. */
const unsaved = new Set<object>()
const listeners = new Set<() => void>()

function announce() {
  for (const listener of listeners) listener()
}

/**
 * Notes that something here would be lost with the page, for whoever is about to take the page away. What is kept in the
 * tab (`#lib/tab-drafts.ts`) survives a reload, but not that somebody else signs in.
 */
export function useUnsavedWork(isDirty: boolean, { isKeptInTab = false } = {}) {
  useEffect(() => {
    if (!isDirty) return
    const work = {}
    unsaved.add(work)
    announce()
    return () => {
      unsaved.delete(work)
      announce()
    }
  }, [isDirty])
  useEffect(() => {
    if (!isDirty || isKeptInTab) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty, isKeptInTab])
}

/** Whether anything on screen would be lost with the page. */
export function hasUnsavedWork(): boolean {
  return unsaved.size > 0
}

/** `hasUnsavedWork`, for components that follow it. */
export function useHasUnsavedWork(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, hasUnsavedWork)
}

/** Lets everything unsaved go: the user has decided so. */
export function giveUpUnsavedWork() {
  unsaved.clear()
  announce()
}

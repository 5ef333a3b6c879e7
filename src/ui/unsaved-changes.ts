import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router-dom'
import { confirm } from './confirm.tsx'
import { giveUpUnsavedWork, hasUnsavedWork, useUnsavedWork } from './unsaved-work.ts'

const question = {
  title: 'Leave without saving?',
  message: 'What you changed on this page has not been saved and would be lost.',
  confirmLabel: 'Leave without saving',
  isDestructive: true,
} as const

const keptQuestion = {
  ...question,
  message: 'What you decided in this tab has not been carried out and would be lost.',
} as const

/**
 * Asks before everything unsaved is given up, such as by signing out: what is on screen, and what is kept in the tab, whether
 * or not a page has read it. Asks nothing when there is nothing to lose.
 */
export async function confirmGivingUp({ isKeptInTab }: { isKeptInTab: boolean }): Promise<boolean> {
  const asked = hasUnsavedWork() ? question : isKeptInTab ? keptQuestion : null
  if (asked && !(await confirm(asked))) return false
  giveUpUnsavedWork()
  return true
}

/**
 * Asks before unsaved changes are left behind: by a link, by going back, by closing the tab.
 * Call `release` before navigating away from a form whose content has just been saved.
 */
export function useUnsavedChanges(isDirty: boolean): { release: () => void } {
  useUnsavedWork(isDirty)
  const isReleased = useRef(false)
  const blocker = useBlocker(
    // The query counts too: it holds which kind of instance a new form is for.
    ({ currentLocation: here, nextLocation: there }) =>
      isDirty &&
      !isReleased.current &&
      // What only changes the address under a page says so.
      there.state?.staysOnPage !== true &&
      here.pathname + here.search !== there.pathname + there.search,
  )

  const asked = useRef<AbortController | null>(null)
  useEffect(() => {
    if (blocker.state !== 'blocked') {
      asked.current?.abort()
      asked.current = null
      return
    }
    // A save that was under way has come through meanwhile: there is nothing left to ask about.
    if (!isDirty) return blocker.proceed()
    if (asked.current) return
    const controller = new AbortController()
    asked.current = controller
    confirm({ ...question, signal: controller.signal }).then((isSure) => {
      if (asked.current !== controller) return
      asked.current = null
      if (isSure) blocker.proceed()
      else blocker.reset()
    })
  }, [blocker, isDirty])
  useEffect(() => () => asked.current?.abort(), [])

  const release = useCallback(() => {
    isReleased.current = true
  }, [])
  return { release }
}

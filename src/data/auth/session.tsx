/** Who is signed in, for every component. The session itself is kept and renewed by supabase-js. */
import { isAuthRetryableFetchError, type Session, type User } from '@supabase/supabase-js'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { keepTabDraftsOf } from '#lib/tab-drafts.ts'
import { supabase } from '../client.ts'
import { setPageUser } from './page-user.ts'

export interface SessionState {
  /**
   * The browser's session, which all its tabs share; null when signed out, undefined until the stored one has been read.
   * It may be somebody else's than the page: see `user`.
   */
  session: Session | null | undefined
  /** Whoever the page is for. It outlives the session while the page holds unsaved work. */
  user: User | null
  /** The stored session has run out, and the server cannot be reached to renew it. */
  isServerAway: boolean
}

interface SessionContextValue extends SessionState {
  takeOver: () => void
}

const SessionContext = createContext<SessionContextValue>({
  session: undefined,
  user: null,
  isServerAway: false,
  takeOver: () => {},
})

interface SessionProviderProps {
  children: ReactNode
  /** Whether the page holds what would be lost if it became somebody else's. */
  isHeld: () => boolean
}

export function SessionProvider({ children, isHeld }: SessionProviderProps) {
  const [state, setState] = useState<SessionState>({ session: undefined, user: null, isServerAway: false })
  const latest = useRef(state)

  const update = useCallback((session: Session | null, isTakenOver: boolean) => {
    const { user: before } = latest.current
    const next = session?.user ?? null
    const isSame = next?.id === before?.id
    const user = next && (isSame || before === null || isTakenOver) ? next : before
    // At once, not with the next render: what the page asks for in between must not go out in another's name.
    setPageUser(user?.id ?? null)
    if (user && user.id !== before?.id) keepTabDraftsOf(user.id)
    latest.current = { session, user, isServerAway: false }
    setState(latest.current)
  }, [])

  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((event, session) => {
      if (event !== 'INITIAL_SESSION' || session !== null) return update(session, !isHeld())
      // Null as well when the stored session could not be renewed: the user is not signed out for that.
      void supabase.auth.getSession().then(({ data, error }) => {
        if (!isAuthRetryableFetchError(error)) return update(data.session, !isHeld())
        setState((before) => ({ ...before, isServerAway: true }))
      })
    })
    return () => data.subscription.unsubscribe()
  }, [isHeld, update])

  const takeOver = useCallback(() => {
    if (latest.current.session) update(latest.current.session, true)
  }, [update])

  return <SessionContext value={{ ...state, takeOver }}>{children}</SessionContext>
}

/** The session and whoever the page is for, for what stands around the pages. */
export function useSessionState(): SessionState {
  return useContext(SessionContext)
}

/** The session: undefined while it is being read, null when signed out. */
export function useSession(): Session | null | undefined {
  return useContext(SessionContext).session
}

/** Gives the page to whoever has signed in meanwhile. */
export function useTakeOver(): () => void {
  return useContext(SessionContext).takeOver
}

/** Whoever the page is for. Only below routes that require a session. */
export function useUser(): User {
  const { user } = useContext(SessionContext)
  if (!user) throw new Error('useUser needs a signed-in user')
  return user
}

/** Who is signed in, for every component. The session itself is kept and renewed by supabase-js. */
import type { Session, User } from '@supabase/supabase-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { supabase } from '../client.ts'

export interface SessionState {
  /** Undefined until the stored session has been read. */
  session: Session | null | undefined
  /** Whoever is signed in, or was last: a page outlives its session while it holds unsaved work. */
  user: User | null
}

const SessionContext = createContext<SessionState>({ session: undefined, user: null })

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ session: undefined, user: null })

  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((_event, session) =>
      setState((before) => ({ session, user: session?.user ?? before.user })),
    )
    return () => data.subscription.unsubscribe()
  }, [])

  return <SessionContext value={state}>{children}</SessionContext>
}

/** The session: undefined while it is being read, null when signed out. */
export function useSession(): Session | null | undefined {
  return useContext(SessionContext).session
}

/** Whoever is signed in, or was last. */
export function useUserOrNobody(): User | null {
  return useContext(SessionContext).user
}

/** Whoever the page is for. Only below routes that require a session. */
export function useUser(): User {
  const user = useUserOrNobody()
  if (!user) throw new Error('useUser needs a signed-in user')
  return user
}

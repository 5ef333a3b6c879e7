/** Who is signed in, for every component. The session itself is kept and renewed by supabase-js. */
import type { Session } from '@supabase/supabase-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { supabase } from '../client.ts'

export interface SessionState {
  /** Undefined until the stored session has been read. */
  session: Session | null | undefined
}

const SessionContext = createContext<SessionState>({ session: undefined })

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null | undefined>(undefined)

  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((_event, next) => setSession(next))
    return () => data.subscription.unsubscribe()
  }, [])

  return <SessionContext value={{ session }}>{children}</SessionContext>
}

/** The session: undefined while it is being read, null when signed out. */
export function useSession(): Session | null | undefined {
  return useContext(SessionContext).session
}

/** The signed-in user. Only below routes that require a session. */
export function useUser() {
  const session = useSession()
  if (!session) throw new Error('useUser needs a signed-in user')
  return session.user
}

import { type Mutation, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { renewSession } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AppError, isFailure, isTurnedAway, isUnanswered } from '#data/errors.ts'
import { headingOf } from '#data/writes.ts'
import { notifyError } from '#ui/notify.tsx'

/** A refused session is asked about at most this often. */
const asksAtMostEvery = 30_000

/** Longer each time, and never the same for two who were turned away together. */
const pauseBefore = (attempt: number) => 300 * 2 ** attempt * (0.5 + Math.random())

/**
 * Reads are retried while that can help. Writes are a decision of the user each, and are sent again by themselves only where
 * the server was too busy to begin. One that fails is said where it was started, else here.
 */
export function createQueryClient() {
  let lastAsked = Number.NEGATIVE_INFINITY
  /** The server takes nobody for this user: either a new token mends it, or the session is over and all hear of it. */
  const askAboutSession = (error: unknown) => {
    if (!isFailure(error, 'signed_out')) return
    if (performance.now() - lastAsked < asksAtMostEvery) return
    lastAsked = performance.now()
    void renewSession(supabase).then((isSignedIn) => {
      if (isSignedIn) void client.invalidateQueries({ predicate: ({ state }) => state.error !== null })
    })
  }
  const mutationCache = new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      askAboutSession(error)
      const { failed, isShownWhereStarted, isSilent } = mutation.meta ?? {}
      if (!isSilent && !(isShownWhereStarted && isOnScreen(mutation)))
        notifyError(headingOf(failed, error), error)
    },
  })
  const isOnScreen = followScreen(mutationCache)
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: askAboutSession }),
    mutationCache,
    defaultOptions: {
      queries: {
        // Screens refetch on focus; half a minute keeps moving between them free of flicker.
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof AppError && isUnanswered(error),
        // Without this a browser that believes itself offline would never say that the server is unreachable.
        networkMode: 'always',
      },
      mutations: {
        retry: (failures, error) => failures < 4 && isTurnedAway(error),
        retryDelay: pauseBefore,
        networkMode: 'always',
      },
    },
  })
  return client
}

/** Follows which writes somebody on screen waits for: components do until they are gone. */
function followScreen(cache: MutationCache): (mutation: Mutation<unknown, unknown, unknown>) => boolean {
  const observers = new WeakMap<object, number>()
  cache.subscribe((event) => {
    if (event.type !== 'observerAdded' && event.type !== 'observerRemoved') return
    const change = event.type === 'observerAdded' ? 1 : -1
    if (event.mutation) observers.set(event.mutation, (observers.get(event.mutation) ?? 0) + change)
  })
  return (mutation) => (observers.get(mutation) ?? 0) > 0
}

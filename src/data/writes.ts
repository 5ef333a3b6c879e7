/** How a write is started. One that fails is said once: where it was started while that is on screen, else in a notice. */
import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { useIsHere } from '#lib/use-is-here.ts'

interface MutationMeta extends Record<string, unknown> {
  /** What did not happen if it fails, as a heading. */
  failed?: string | ((error: unknown) => string)
  /** Whoever starts it shows why it failed: a notice would say it twice. Without this, `src/app/query-client.ts` says it. */
  isShownWhereStarted?: boolean
  /** Nothing of the user's is at stake: a failure is not worth a word. */
  isSilent?: boolean
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: MutationMeta
  }
}

/** A write to the server and what it means for the cache, as `mutationOptions` gives it. */
export type Write<Data, Variables> = UseMutationOptions<Data, Error, Variables>

interface Start<Data, Variables> {
  /** What did not happen if it fails, as a heading. */
  failed: string | ((error: unknown) => string)
  /** What follows, also when its place on screen is gone by then. What this throws is why the write failed. */
  onSuccess?: (data: Data, variables: Variables) => unknown
  /** What follows after that only while its place is on screen, such as closing it and leading elsewhere. */
  onSuccessHere?: (data: Data, variables: Variables) => void
  onError?: (error: Error) => void
  /** There is no place beside the button to show why it failed. */
  isSaidInNotice?: boolean
}

/** What a form or dialog needs to know of the write it starts. */
export interface Attempt {
  readonly isPending: boolean
  /** Why the last one failed; null while it runs and after a success. */
  readonly error: Error | null
  /** What did not happen when it fails, as a heading. */
  readonly failed: string
}

export interface StartedWrite<Variables> extends Attempt {
  readonly isSuccess: boolean
  /** Starts it; while it runs, another start does nothing. */
  readonly mutate: (variables: Variables) => void
  readonly reset: () => void
}

/**
 * A write that one place on screen starts, for showing beside its button whether it runs and why it failed. Should it fail
 * when that place is gone, because the dialog was closed or the page left meanwhile, a notice says so.
 */
export function useWrite<Data, Variables = void>(
  write: Write<Data, Variables>,
  { failed, onSuccess, onSuccessHere, onError, isSaidInNotice = false }: Start<Data, Variables>,
): StartedWrite<Variables> {
  const isRunning = useRef(false)
  const isHere = useIsHere()
  const { mutate, reset, isPending, isSuccess, error } = useMutation({
    ...write,
    meta: { failed, isShownWhereStarted: !isSaidInNotice },
    onSuccess: async (...answer) => {
      await write.onSuccess?.(...answer)
      await onSuccess?.(answer[0], answer[1])
      if (isHere()) onSuccessHere?.(answer[0], answer[1])
    },
    onError: (...refusal) => {
      onError?.(refusal[0])
      return write.onError?.(...refusal)
    },
    onSettled: (...outcome) => {
      isRunning.current = false
      return write.onSettled?.(...outcome)
    },
  })
  const start = useCallback(
    (variables: Variables) => {
      if (isRunning.current) return
      isRunning.current = true
      mutate(variables)
    },
    [mutate],
  )
  return { mutate: start, reset, isPending, isSuccess, error, failed: headingOf(failed, error) }
}

/** For menus and for what takes something back: carries out a write. Resolves to null when it failed, which a notice says. */
export function useCarryOut() {
  const client = useQueryClient()
  return useCallback(
    async <Data, Variables>(
      write: Write<Data, Variables>,
      variables: Variables,
      failed: string,
    ): Promise<Data | null> => {
      try {
        return await client
          .getMutationCache()
          .build(client, { ...write, meta: { failed } })
          .execute(variables)
      } catch {
        return null
      }
    },
    [client],
  )
}

/** What did not happen, in the words of whoever started it. */
export function headingOf(failed: MutationMeta['failed'], error: unknown): string {
  return (typeof failed === 'function' ? failed(error) : failed) ?? 'That did not work'
}

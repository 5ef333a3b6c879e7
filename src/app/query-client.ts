import { QueryClient } from '@tanstack/react-query'
import { AppError, type ErrorCode } from '#data/errors.ts'

const retriable: readonly ErrorCode[] = ['offline', 'busy', 'unexpected']

/** Reads are retried while that can help; writes never by themselves: each is a decision of the user. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Screens refetch on focus; half a minute keeps moving between them free of flicker.
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof AppError && retriable.includes(error.code),
        // Without this a browser that believes itself offline would never say that the server is unreachable.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

import { QueryClient } from '@tanstack/react-query'
import { AppError } from '#data/errors.ts'

/**
 * Reads that cannot reach the server are retried by supabase-js (three times in seven seconds), and here no more;
 * writes never by themselves: each is a decision of the user.
 */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Screens refetch on focus; half a minute keeps moving between them free of flicker.
        staleTime: 30_000,
        retry: (failures, error) => failures < 1 && error instanceof AppError && error.code === 'unexpected',
        // Without this a browser that believes itself offline would never say that the server is unreachable.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

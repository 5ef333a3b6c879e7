import type { MutationFunctionContext, QueryClient } from '@tanstack/react-query'
import { movedRow } from './errors.ts'

/** What a write that answers one row does with it, and with the row as it is now where it had moved on: the cache has it. */
export function storingAnswers<Row>(store: (client: QueryClient, row: Row) => void) {
  return {
    onSuccess: (row: Row, _input: unknown, _result: unknown, { client }: MutationFunctionContext) =>
      store(client, row),
    onError: (error: Error, _input: unknown, _result: unknown, { client }: MutationFunctionContext) => {
      const moved = movedRow<Row>(error)
      if (moved !== null) store(client, moved)
    },
  }
}

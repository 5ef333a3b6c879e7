import type { MutationFunctionContext, QueryClient } from '@tanstack/react-query'
import { VersionConflictError } from './errors.ts'

/** What a write that answers one row does with it, and with the row as it is now where it had moved on: the cache has it. */
export function storingAnswers<Row>(store: (client: QueryClient, row: Row) => void) {
  return {
    onSuccess: (row: Row, _input: unknown, _result: unknown, { client }: MutationFunctionContext) =>
      store(client, row),
    onError: (error: Error, _input: unknown, _result: unknown, { client }: MutationFunctionContext) => {
      if (error instanceof VersionConflictError) store(client, error.current as Row)
    },
  }
}

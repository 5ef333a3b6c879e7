/** What becomes of a write that fails: unless its caller says so, a notice does (`src/app/query-client.ts`). */

interface MutationMeta extends Record<string, unknown> {
  /** What did not happen, as the heading of the notice. */
  failed?: string
  /** Whoever starts it shows why it failed: a notice would say it twice. */
  isSaidByCaller?: boolean
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: MutationMeta
  }
}

/** The `meta` of writes that forms, dialogs and menus start, each of which words its own failure. */
export const saidByCaller = { isSaidByCaller: true } satisfies MutationMeta

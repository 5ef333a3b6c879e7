/**
 * Stand-ins for the parts of supabase-js that it brings along for every client and this app never uses.
 * vite.config.ts puts them in the place of `@supabase/realtime-js`, `@supabase/storage-js` and `@supabase/functions-js`,
 * which keeps a tenth off the first load. Using one of them means deleting its stand-in and the alias.
 */

export class RealtimeClient {
  /** supabase-js hands every new access token to this. */
  setAuth() {
    return Promise.resolve()
  }
}

export class StorageClient {}

export class StorageApiError extends Error {}

export class FunctionsClient {}

export class FunctionsError extends Error {}

export class FunctionsFetchError extends FunctionsError {}

export class FunctionsRelayError extends FunctionsError {}

export class FunctionsHttpError extends FunctionsError {}

export const FunctionRegion = {}

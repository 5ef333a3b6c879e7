/**
 * Stand-ins for the two parts of supabase-js that it builds for every client and this app never uses.
 * vite.config.ts puts them in the place of `@supabase/realtime-js` and `@supabase/storage-js`, which keeps
 * a tenth off the first load. Using either part means deleting its stand-in and the alias.
 */

export class RealtimeClient {
  /** supabase-js hands every new access token to this. */
  setAuth() {
    return Promise.resolve()
  }
}

export class StorageClient {}

export class StorageApiError extends Error {}

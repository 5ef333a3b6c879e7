/**
 * Stand-ins for the parts of supabase-js that it brings along for every client and this app never uses.
 * vite.config.ts puts them in the place of `@supabase/realtime-js`, `@supabase/storage-js` and `@supabase/functions-js`, and of
 * signing in by WebAuthn in `@supabase/auth-js`, which keeps more than a tenth off the first load. Using one of them means deleting its stand-in and the alias.
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

export class WebAuthnApi {}

export const webAuthnAbortService = {}

export const browserSupportsWebAuthn = () => false

const missing = (): never => {
  throw new Error('Signing in by WebAuthn is left out of this app: see src/lib/unused-supabase-parts.ts.')
}

export const createCredential = missing
export const deserializeCredentialCreationOptions = missing
export const deserializeCredentialRequestOptions = missing
export const getCredential = missing
export const serializeCredentialCreationResponse = missing
export const serializeCredentialRequestResponse = missing

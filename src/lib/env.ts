/**
 * The app's settings. A build stops when they cannot be right (`settings.ts`); what came here in spite of that is said on the page.
 * Looked at by hand, because a schema library would be a seventh of what is loaded before sign-in.
 */

function readEnv() {
  const {
    VITE_SUPABASE_URL: url,
    VITE_SUPABASE_ANON_KEY: key,
    VITE_SUPABASE_READ_URL: readUrl,
    DEV,
  } = import.meta.env
  const isComplete = Boolean(url && key && URL.canParse(url))
  return {
    /** When not, the page says so and nothing else. */
    isComplete,
    // Of nobody, so that what is made of it at once can be made.
    supabaseUrl: url && isComplete ? withoutSlash(url) : 'https://nobody.invalid',
    /** Where reads go, to replicas; null where there is one address for all. */
    readUrl: readUrl ? withoutSlash(readUrl) : null,
    supabaseKey: key || 'none',
    isDevelopment: DEV,
  }
}

/** Paths are put behind it, and gateways refuse a doubled slash. */
function withoutSlash(address: string): string {
  return address.trim().replace(/\/+$/, '')
}

export const env = readEnv()

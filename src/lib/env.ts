/**
 * The app's settings, checked at start: a missing or malformed one is named on the spot.
 * Checked by hand, because a schema library would be a seventh of what is loaded before sign-in.
 */

function readEnv() {
  const url = import.meta.env.VITE_SUPABASE_URL
  const key = import.meta.env.VITE_SUPABASE_ANON_KEY
  const problems = [
    ...(URL.canParse(url) && /^https?:/.test(url)
      ? []
      : ['VITE_SUPABASE_URL must be the address of a Supabase project, such as https://abc.supabase.co']),
    ...(key ? [] : ["VITE_SUPABASE_ANON_KEY must be the project's publishable (anon) key"]),
  ]
  if (problems.length > 0) throw new Error(`The app is not configured: ${problems.join('; ')}.`)
  return { supabaseUrl: url, supabaseKey: key, isDevelopment: import.meta.env.DEV }
}

export const env = readEnv()

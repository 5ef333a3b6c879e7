/**
 * The app's settings, checked at start: what is missing or malformed is named on the page.
 * Checked by hand, because a schema library would be a seventh of what is loaded before sign-in.
 */
import { settingProblems } from './settings.ts'

function readEnv() {
  const { VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY, DEV } = import.meta.env
  const problems = settingProblems({ VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY })
  return {
    /** Not empty: the page says these and nothing else. */
    problems,
    // Of nobody, so that what is made of it at once can be made.
    supabaseUrl: problems.length > 0 ? 'https://nobody.invalid' : VITE_SUPABASE_URL!,
    supabaseKey: VITE_SUPABASE_ANON_KEY || 'none',
    isDevelopment: DEV,
  }
}

export const env = readEnv()

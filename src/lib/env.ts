/** The app's settings, checked at start: a missing or malformed one is named on the spot. */
import { z } from 'zod'

const schema = z.object({
  VITE_SUPABASE_URL: z.url('must be the address of a Supabase project, such as https://abc.supabase.co'),
  VITE_SUPABASE_ANON_KEY: z.string().min(1, "must be the project's publishable (anon) key"),
})

function readEnv() {
  const result = schema.safeParse({
    VITE_SUPABASE_URL: import.meta.env.VITE_SUPABASE_URL,
    VITE_SUPABASE_ANON_KEY: import.meta.env.VITE_SUPABASE_ANON_KEY,
  })
  if (result.success)
    return {
      supabaseUrl: result.data.VITE_SUPABASE_URL,
      supabaseKey: result.data.VITE_SUPABASE_ANON_KEY,
      isDevelopment: import.meta.env.DEV,
    }
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Error(`The app is not configured: ${problems.join('; ')}.`)
}

export const env = readEnv()

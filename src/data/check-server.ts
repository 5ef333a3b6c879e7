/** Whether what answers at the address of the project is that project, and takes the key of the app. */
import { env } from '#lib/env.ts'
import type { ErrorCode } from './error-code.ts'
import { type AppError, appError } from './errors.ts'

/** What keeps the app from being used at all, worded for whoever deployed it; null when the project answers. */
export async function checkServer(): Promise<AppError | null> {
  const { origin } = new URL(env.supabaseUrl)
  const problem = (code: ErrorCode, what: string, hint: string) =>
    appError(code, { message: `The server at ${origin} ${what}.`, hint })
  const response = await fetch(`${env.supabaseUrl}/auth/v1/settings`, {
    headers: { apikey: env.supabaseKey },
  }).catch(() => null)
  if (!response)
    return problem(
      'offline',
      'cannot be reached',
      'Check your connection. If nobody can reach it: is VITE_SUPABASE_URL right, and is the project running?',
    )
  const { status } = response
  if (status === 401 || status === 403)
    return problem(
      'forbidden',
      'refuses the key of this app',
      'Build it again with VITE_SUPABASE_ANON_KEY set to the publishable key of that project.',
    )
  if (!response.ok)
    return problem(
      'busy',
      `does not work at the moment (status ${status})`,
      'Try again later. If it stays so, is the project paused?',
    )
  const settings: unknown = await response.json().catch(() => null)
  if (typeof settings === 'object' && settings !== null && 'external' in settings) return null
  return problem(
    'unexpected',
    'is no Supabase project',
    'Build the app again with VITE_SUPABASE_URL set to the address of the project.',
  )
}

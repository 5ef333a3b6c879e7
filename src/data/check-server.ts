/** Whether what answers at the address of the project is that project, and takes the key of the app. */
import { env } from '#lib/env.ts'
import { type AppError, appError } from './errors.ts'

/** What keeps the app from being used at all, worded for whoever deployed it; null when the project answers. */
export async function checkServer(): Promise<AppError | null> {
  const { origin } = new URL(env.supabaseUrl)
  let response: Response
  try {
    response = await fetch(new URL('auth/v1/settings', withSlash(env.supabaseUrl)), {
      headers: { apikey: env.supabaseKey },
    })
  } catch (cause) {
    return appError('offline', {
      message: `The server at ${origin} cannot be reached.`,
      hint: 'Check your connection. If others cannot reach it either: is VITE_SUPABASE_URL right, and is the project running?',
      cause,
    })
  }
  if (response.status === 401 || response.status === 403)
    return appError('forbidden', {
      message: `The server at ${origin} refuses the key of this app.`,
      hint: 'Build it again with VITE_SUPABASE_ANON_KEY set to the publishable key of that project.',
    })
  if (!response.ok)
    return appError('busy', {
      message: `The server at ${origin} does not work at the moment (status ${response.status}).`,
      hint: 'Try again later. If it stays so, look at the project in its dashboard: it may be paused.',
    })
  const settings: unknown = await response.json().catch(() => null)
  if (typeof settings !== 'object' || settings === null || !('external' in settings))
    return appError('unexpected', {
      message: `What answers at ${origin} is no Supabase project.`,
      hint: 'Build the app again with VITE_SUPABASE_URL set to the address of the project.',
    })
  return null
}

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`)

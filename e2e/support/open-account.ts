/** An account of somebody new, opened through the API as the screens open it: those have tests of their own. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import { parse } from 'smol-toml'
import type { Database } from '#data/database.types.ts'
import { saveProfile } from '#data/profiles/profiles.api.ts'
import { displayIn, guessCountry } from '#domain/countries/guess-country.ts'

const config = parse(readFileSync(path.join(import.meta.dirname, '../../supabase/config.toml'), 'utf8')) as {
  auth: { publishable_key: string }
}

export const publishableKey = config.auth.publishable_key

/** Signs somebody up who lives where their browser's language is spoken, and leaves the session with the browser. */
export async function openAccount(
  context: BrowserContext,
  server: string,
  locale: string,
  credentials: { email: string; password: string },
): Promise<void> {
  const kept = new Map<string, string>()
  const client = createClient<Database>(server, publishableKey, {
    auth: {
      autoRefreshToken: false,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    },
  })
  const { error } = await client.auth.signUp(credentials)
  if (error) throw error
  const country = guessCountry([locale])
  await saveProfile(client, { country: country.code, ...displayIn(country, [locale]) })
  // Any page of the server will do, and an empty one is the quickest.
  const page = await context.newPage()
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto(server)
  await page.evaluate(
    (entries) => {
      for (const [key, value] of entries) localStorage.setItem(key, value)
    },
    [...kept],
  )
  await page.close()
}

import { createClient } from '@supabase/supabase-js'
import { env } from '#lib/env.ts'
import type { Database } from './database.types.ts'

/** The one connection of the app to its server; tests make their own and pass them to the api functions. */
export const supabase = createClient<Database>(env.supabaseUrl, env.supabaseKey)

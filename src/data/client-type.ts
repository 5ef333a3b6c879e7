import type { SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types.ts'

/** What every api function takes: the app's one client, or one of many in tests. */
export type Client = SupabaseClient<Database>

/** Writes the field catalogue into its migration: `npm run catalogue:sql`. */
import { writeFile } from 'node:fs/promises'
import { catalogueSql } from '#domain/instances/catalogue-sql.ts'

const path = new URL('../supabase/migrations/20250114000005_field_catalogue.sql', import.meta.url)
await writeFile(path, catalogueSql())

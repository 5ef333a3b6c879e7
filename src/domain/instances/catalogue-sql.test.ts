import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogueSql } from './catalogue-sql.ts'

it('is what the migration of the field catalogue holds', () => {
  const url = new URL('../../../supabase/migrations/20250114000005_field_catalogue.sql', import.meta.url)
  expect(readFileSync(url, 'utf8'), 'run `npm run catalogue:sql`').toBe(catalogueSql())
})

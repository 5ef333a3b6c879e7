/** Writes the field catalogue into its migration: `npm run catalogue:sql`. */
import path from 'node:path'
import { definitionsOfCatalogue } from './definitions.ts'
import { CatalogueError, writeCatalogueMigration } from './migration-file.ts'

try {
  const root = path.resolve(import.meta.dirname, '../..')
  process.stdout.write(`${await writeCatalogueMigration(root, definitionsOfCatalogue())}\n`)
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error
  process.stderr.write(`${error.message}\nNothing was written.\n`)
  process.exitCode = 1
}

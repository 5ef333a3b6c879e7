/** A repository of a test's own: as much of this one as a release reads and writes. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { definitionsOfCatalogue } from '../catalogue/definitions.ts'
import { writeCatalogueMigration } from '../catalogue/migration-file.ts'

export const thisRepository = path.resolve(import.meta.dirname, '../..')

const parts = ['package.json', 'package-lock.json', 'supabase', 'tests/traffic']

export interface Repository {
  root: string
  remove(): Promise<void>
}

/**
 * A copy of this repository in a folder of its own as if nothing had been released: at version 0.1.0, with the whole catalogue in its
 * first migration.
 */
export async function unreleasedRepository(): Promise<Repository> {
  const root = await mkdtemp(path.join(tmpdir(), 'scenarios-release-'))
  for (const part of parts) {
    const to = path.join(root, part)
    await mkdir(path.dirname(to), { recursive: true })
    await cp(path.join(thisRepository, part), to, {
      recursive: true,
      filter: (source) =>
        !/supabase\/(\.temp|releases)|_field_catalogue_changes\.sql$/.test(
          path.relative(thisRepository, source),
        ),
    })
  }
  for (const file of ['package.json', 'package-lock.json']) {
    const text = await readFile(path.join(root, file), 'utf8')
    await writeFile(path.join(root, file), text.replace(/"version": "[^"]*"/, '"version": "0.1.0"'))
  }
  await writeCatalogueMigration(root, definitionsOfCatalogue())
  return { root, remove: () => rm(root, { recursive: true }) }
}

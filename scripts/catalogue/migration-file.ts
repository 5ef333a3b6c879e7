/** Which migration holds the catalogue: the first one while nothing is released, later the one that is to be released next. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { latestRelease, releasedMigrations } from '../release/releases.ts'
import { migrationsDirectory, readMigrations } from '../stack/migrations.ts'
import type { Definition } from './definitions.ts'
import { differenceOf } from './difference.ts'
import { firstMigration, nextMigration } from './migrations.ts'

const firstName = 'field_catalogue'
const nextName = 'field_catalogue_changes'

/** A change of the catalogue that what is released forbids; the message says each, and what to do instead. */
export class CatalogueError extends Error {}

export interface MigrationFile {
  /** From the root of the repository. */
  path: string
  /** What it is to hold; null where there is nothing to say and so no such file. */
  text: string | null
}

/** @throws CatalogueError if what is stored, or what the released app sends, would not stay valid. */
export async function catalogueMigration(
  root: string,
  definitions: readonly Definition[],
  now = new Date(),
): Promise<MigrationFile> {
  const migrations = await readMigrations(root)
  const release = await latestRelease(root)
  const { added, changed, problems } = differenceOf(release?.catalogue ?? [], definitions)
  if (problems.length > 0) throw new CatalogueError(problems.join('\n'))
  if (!release) {
    const first = migrations.find(({ name }) => name === firstName)
    if (!first) throw new Error(`There is no migration …_${firstName}.sql.`)
    return { path: fileOf(first), text: firstMigration(definitions) }
  }
  const released = releasedMigrations(release)
  const unreleased = migrations.filter((migration) => !released.includes(fileOf(migration)))
  const version = laterThan(migrations.at(-1)?.version ?? '', now)
  const next = unreleased.find(({ name }) => name === nextName) ?? { version, name: nextName }
  const hasChanges = added.length + changed.length > 0
  return {
    path: fileOf(next),
    text: hasChanges ? nextMigration({ added, changed, problems }, release.version) : null,
  }
}

/** Writes that file, or takes it away; answers what was done in words. */
export async function writeCatalogueMigration(
  root: string,
  definitions: readonly Definition[],
): Promise<string> {
  const { path: file, text } = await catalogueMigration(root, definitions)
  const absolute = path.join(root, file)
  if (text !== null) {
    await writeFile(absolute, text)
    return `Wrote ${file}`
  }
  await rm(absolute, { force: true })
  return 'The catalogue is as it was released: there is nothing to write.'
}

/** Whether the files are what the generator would write. */
export async function isCatalogueMigrationFresh(
  root: string,
  definitions: readonly Definition[],
): Promise<boolean> {
  const { path: file, text } = await catalogueMigration(root, definitions)
  return (await readFile(path.join(root, file), 'utf8').catch(() => null)) === text
}

function fileOf({ version, name }: { version: string; name: string }): string {
  return `${migrationsDirectory}/${version}_${name}.sql`
}

/** The moment as the first part of a migration's name; a second after the last one where clocks disagree. */
function laterThan(last: string, now: Date): string {
  const version = now.toISOString().replace(/\D/g, '').slice(0, 14)
  return version > last ? version : String(BigInt(last) + 1n)
}

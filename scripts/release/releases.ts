/**
 * What was released: for each version a folder with the checksums of its migrations, its field catalogue, a database full
 * of data (a backup) and the recorded requests of its app. From version 1.0 on nothing of it changes any more.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Definition, definitionsSchema } from '../catalogue/definitions.ts'
import { migrationsDirectory, readMigrations } from '../stack/migrations.ts'
import { sure } from '../sure.ts'

const releasesDirectory = 'supabase/releases'

/** In the form of coreutils: `sha256sum --check` says from the root of the repository whether all is as it was. */
const checksumsFile = 'SHA256SUMS'

export interface Release {
  version: string
  /** By the path from the root of the repository. */
  checksums: ReadonlyMap<string, string>
  catalogue: Definition[]
}

/** Where a release keeps what belongs to it, from the root of the repository. */
export function filesOfRelease(version: string) {
  const folder = `${releasesDirectory}/${version}`
  return {
    folder,
    checksums: `${folder}/${checksumsFile}`,
    catalogue: `${folder}/catalogue.json`,
    backup: `${folder}/inhabited.backup`,
    traffic: `${folder}/traffic`,
  }
}

/** All releases, the first one first. */
export async function readReleases(root: string): Promise<Release[]> {
  const versions = await readdir(path.join(root, releasesDirectory)).catch(() => [])
  return Promise.all(versions.sort(compareVersions).map((version) => readRelease(root, version)))
}

export async function latestRelease(root: string): Promise<Release | undefined> {
  return (await readReleases(root)).at(-1)
}

async function readRelease(root: string, version: string): Promise<Release> {
  const files = filesOfRelease(version)
  const read = (file: string) => readFile(path.join(root, file), 'utf8')
  const lines = (await read(files.checksums)).split('\n').filter(Boolean)
  return {
    version,
    checksums: new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)])),
    catalogue: definitionsSchema.parse(JSON.parse(await read(files.catalogue))),
  }
}

/** The paths of the migrations that a release has. */
export function releasedMigrations({ checksums }: Release): string[] {
  return [...checksums.keys()].filter((file) => file.startsWith(`${migrationsDirectory}/`))
}

/** The checksums of these files, as they are kept. */
export async function checksumsOf(root: string, files: readonly string[]): Promise<string> {
  const lines = await Promise.all(files.map(async (file) => `${await digestOf(root, file)}  ${file}\n`))
  return lines.join('')
}

async function digestOf(root: string, file: string): Promise<string | null> {
  const content = await readFile(path.join(root, file)).catch(() => null)
  return content && createHash('sha256').update(content).digest('hex')
}

/** What of the released files is not as it was released, and what a database that has them would not take. */
export async function problemsOfReleases(root: string): Promise<string[]> {
  const releases = await readReleases(root)
  const kept = await Promise.all(releases.map((release) => problemsOfFiles(root, release)))
  return [...kept.flat(), ...(await problemsOfOrder(root, releases.at(-1)))]
}

async function problemsOfFiles(root: string, { version, checksums }: Release): Promise<string[]> {
  const problems: string[] = []
  for (const [file, checksum] of checksums) {
    const digest = await digestOf(root, file)
    if (digest === checksum) continue
    const instead = file.startsWith(migrationsDirectory) ? ' What is to be otherwise is a new migration.' : ''
    problems.push(
      `${file} ${digest ? 'has changed since' : 'is gone, and belongs to'} release ${version}. Put it back: git checkout v${version} -- ${file}.${instead}`,
    )
  }
  return problems
}

/** `supabase db push` takes no migration that comes before one that a database has. */
async function problemsOfOrder(root: string, latest: Release | undefined): Promise<string[]> {
  const migrations = await readMigrations(root)
  const released = new Set(latest ? releasedMigrations(latest) : [])
  const last =
    [...released]
      .map((file) => path.basename(file).slice(0, 14))
      .sort()
      .at(-1) ?? ''
  return migrations.flatMap(({ version, name }, index) => {
    const file = `${migrationsDirectory}/${version}_${name}.sql`
    if (released.has(file)) return []
    if (version <= last)
      return [
        `${file} comes before a migration of release ${sure(latest).version}, and databases that have that one would not take it. Begin its name with a time after ${last}.`,
      ]
    return migrations[index - 1]?.version === version
      ? [`${file} has the time of another migration. Begin its name with a time of its own.`]
      : []
  })
}

/** By its numbers: 1.10.0 comes after 1.9.0. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

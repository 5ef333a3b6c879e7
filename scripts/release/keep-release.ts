/** Keeps what a release holds: its catalogue and recorded requests, and the checksums of all that does not change any more. */
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Definition } from '../catalogue/definitions.ts'
import { catalogueAfter } from '../catalogue/difference.ts'
import { migrationsDirectory, readMigrations } from '../stack/migrations.ts'
import { checksumsOf, filesOfRelease, latestRelease } from './releases.ts'

/** Writes the folder of a release; `backUp` fills the file of its data. It takes long and may fail: the folder comes after. */
export async function keepRelease(
  root: string,
  version: string,
  wanted: readonly Definition[],
  backUp: (file: string, repository: string) => Promise<unknown>,
): Promise<void> {
  const outside = await mkdtemp(path.join(tmpdir(), 'scenarios-release-data-'))
  try {
    const backup = path.join(outside, 'inhabited.backup')
    await backUp(backup, root)
    await writeFolder(root, version, wanted, backup)
  } finally {
    await rm(outside, { recursive: true })
  }
}

async function writeFolder(root: string, version: string, wanted: readonly Definition[], backup: string) {
  const files = filesOfRelease(version)
  const catalogue = catalogueAfter((await latestRelease(root))?.catalogue ?? [], wanted)
  const lines = catalogue.map((field) => JSON.stringify(field))
  await mkdir(path.join(root, files.folder), { recursive: true })
  await copyFile(backup, path.join(root, files.backup))
  await writeFile(path.join(root, files.catalogue), `[\n${lines.join(',\n')}\n]\n`)
  await cp(path.join(root, 'tests/traffic'), path.join(root, files.traffic), { recursive: true })
  const stories = (await readdir(path.join(root, files.traffic))).sort()
  const kept = [
    ...(await readMigrations(root)).map(
      (migration) => `${migrationsDirectory}/${migration.version}_${migration.name}.sql`,
    ),
    files.catalogue,
    files.backup,
    ...stories.map((story) => `${files.traffic}/${story}`),
  ]
  await writeFile(path.join(root, files.checksums), await checksumsOf(root, kept))
}

import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Definition, definitionsOfCatalogue } from '../catalogue/definitions.ts'
import {
  CatalogueError,
  catalogueMigration,
  isCatalogueMigrationFresh,
  writeCatalogueMigration,
} from '../catalogue/migration-file.ts'
import { readMigrations } from '../stack/migrations.ts'
import { sure } from '../sure.ts'
import { keepRelease } from './keep-release.ts'
import { compareVersions, filesOfRelease, problemsOfReleases } from './releases.ts'
import { type Repository, thisRepository, unreleasedRepository } from './repository.test-support.ts'

const catalogue = definitionsOfCatalogue()

it('everything is as it was released here', async () => {
  expect(await problemsOfReleases(thisRepository)).toEqual([])
})

it('the catalogue is in its migration here', async () => {
  expect(await isCatalogueMigrationFresh(thisRepository, catalogue), 'run `npm run catalogue:sql`').toBe(true)
})

it('orders versions by their numbers', () => {
  expect(['1.10.0', '1.9.2', '2.0.0', '1.9.10'].sort(compareVersions)).toEqual([
    '1.9.2',
    '1.9.10',
    '1.10.0',
    '2.0.0',
  ])
})

describe('after a release', () => {
  let repository: Repository
  let files: string[]
  const at = (file: string) => path.join(repository.root, file)
  const release = (version: string, definitions = catalogue) =>
    keepRelease(repository.root, version, definitions, (file) => writeFile(file, 'a backup'))

  beforeEach(async () => {
    repository = await unreleasedRepository()
    await release('1.0.0')
    files = (await readMigrations(repository.root)).map(
      ({ version, name }) => `supabase/migrations/${version}_${name}.sql`,
    )
  })
  afterEach(() => repository.remove())

  it('finds nothing while all is as it was', async () => {
    expect(await problemsOfReleases(repository.root)).toEqual([])
  })

  it('refuses a migration that has changed, if only by a blank', async () => {
    await appendFile(at(sure(files[3])), ' ')
    expect(await problemsOfReleases(repository.root)).toEqual([
      `${files[3]} has changed since release 1.0.0. Put it back: git checkout v1.0.0 -- ${files[3]}. What is to be otherwise is a new migration.`,
    ])
  })

  it('refuses that a migration is gone or has another name', async () => {
    await rm(at(sure(files[3])))
    await rename(at(sure(files[4])), at(sure(files[4]).replace('.sql', '_better.sql')))
    expect(await problemsOfReleases(repository.root)).toEqual([
      expect.stringContaining(`${files[3]} is gone, and belongs to release 1.0.0.`),
      expect.stringContaining(`${files[4]} is gone, and belongs to release 1.0.0.`),
      expect.stringMatching(/_better\.sql comes before a migration of release 1\.0\.0/),
    ])
  })

  it('refuses a migration that comes before a released one, and takes one that comes after', async () => {
    await writeFile(at('supabase/migrations/20250115000500_late.sql'), '')
    const last = path.basename(sure(files.at(-1))).slice(0, 14)
    expect(await problemsOfReleases(repository.root)).toEqual([
      `supabase/migrations/20250115000500_late.sql comes before a migration of release 1.0.0, and databases that have that one would not take it. Begin its name with a time after ${last}.`,
    ])
    await rename(
      at('supabase/migrations/20250115000500_late.sql'),
      at('supabase/migrations/29990101000000_new.sql'),
    )
    expect(await problemsOfReleases(repository.root)).toEqual([])
  })

  it('refuses two migrations of one time', async () => {
    await writeFile(at('supabase/migrations/29990101000000_a.sql'), '')
    await writeFile(at('supabase/migrations/29990101000000_b.sql'), '')
    expect(await problemsOfReleases(repository.root)).toEqual([
      expect.stringContaining('29990101000000_b.sql has the time of another migration.'),
    ])
  })

  it('refuses another catalogue, backup or recorded request of the release', async () => {
    const { catalogue: kept, backup, traffic } = filesOfRelease('1.0.0')
    await appendFile(at(kept), '\n')
    await writeFile(at(backup), 'another backup')
    await rm(at(`${traffic}/display-settings-hold-after-a-reload.json`))
    expect(await problemsOfReleases(repository.root)).toEqual([
      expect.stringContaining(`${kept} has changed since release 1.0.0`),
      expect.stringContaining(`${backup} has changed`),
      expect.stringContaining('display-settings-hold-after-a-reload.json is gone'),
    ])
  })

  it('keeps what the first release holds when there is a second', async () => {
    await writeFile(at('supabase/migrations/29990101000000_new.sql'), '')
    await release('1.1.0')
    await appendFile(at('supabase/migrations/29990101000000_new.sql'), '--')
    await appendFile(at(sure(files[0])), '--')
    const problems = await problemsOfReleases(repository.root)
    expect(problems.map((problem) => problem.replace(/ Put it back.*/, ''))).toEqual([
      `${files[0]} has changed since release 1.0.0.`,
      `${files[0]} has changed since release 1.1.0.`,
      'supabase/migrations/29990101000000_new.sql has changed since release 1.1.0.',
    ])
  })

  describe('the catalogue', () => {
    const added: Definition = { ...sure(catalogue[0]), key: 'bonus_rate', required: false, default: 0 }
    const changed = [...catalogue, added]

    it('is released as it is: nothing is to be written', async () => {
      expect(await writeCatalogueMigration(repository.root, catalogue)).toMatch(/nothing to write/)
      expect(await problemsOfReleases(repository.root)).toEqual([])
    })

    it('changes in one new migration, rewritten until it is released, and taken away when it says nothing', async () => {
      const { path: file, text } = await catalogueMigration(
        repository.root,
        changed,
        new Date('2030-01-02T03:04:05Z'),
      )
      expect(file).toBe('supabase/migrations/20300102030405_field_catalogue_changes.sql')
      expect(text).toContain('-- property.bonus_rate is new.')
      await writeFile(at(file), sure(text))
      expect(await isCatalogueMigrationFresh(repository.root, changed)).toBe(true)
      expect(await isCatalogueMigrationFresh(repository.root, catalogue)).toBe(false)

      const other = [...catalogue, { ...added, default: 1 }]
      expect(await writeCatalogueMigration(repository.root, other)).toBe(`Wrote ${file}`)
      expect(await readFile(at(file), 'utf8')).toContain(`'1'`)
      expect(await problemsOfReleases(repository.root)).toEqual([])

      await writeCatalogueMigration(repository.root, catalogue)
      expect((await readMigrations(repository.root)).map(({ name }) => name)).not.toContain(
        'field_catalogue_changes',
      )
    })

    it('changes in another migration once that one is released, later than every other', async () => {
      await writeFile(at('supabase/migrations/29990101000000_new.sql'), '')
      await writeCatalogueMigration(repository.root, changed)
      const files = await readMigrations(repository.root)
      expect(files.at(-1)).toMatchObject({ version: '29990101000001', name: 'field_catalogue_changes' })
      await release('1.1.0', changed)
      expect(await isCatalogueMigrationFresh(repository.root, changed)).toBe(true)
      const next = await catalogueMigration(repository.root, catalogue)
      expect(next.path).toBe('supabase/migrations/29990101000002_field_catalogue_changes.sql')
      expect(next.text).toContain('property.bonus_rate: is gone from the app; what is stored in it stays.')
    })

    it('writes nothing that would make something stored invalid', async () => {
      const narrower = catalogue.map((field) =>
        field.key === 'ownership_share' ? { ...field, max: 50 } : field,
      )
      await expect(writeCatalogueMigration(repository.root, narrower)).rejects.toThrow(CatalogueError)
      await expect(writeCatalogueMigration(repository.root, narrower)).rejects.toThrow(
        /property\.ownership_share was released from 0 to 100 and cannot allow less/,
      )
    })
  })
})

/** One release: what must be so before, what is written, and the commit and tag that keep it. */
import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { definitionsOfCatalogue } from '../catalogue/definitions.ts'
import { differenceInWords, differenceOf } from '../catalogue/difference.ts'
import { isCatalogueMigrationFresh } from '../catalogue/migration-file.ts'
import { readMigrations } from '../stack/migrations.ts'
import { movedToVersion } from './changelog.ts'
import { keepRelease } from './keep-release.ts'
import {
  compareVersions,
  filesOfRelease,
  latestRelease,
  problemsOfReleases,
  releasedMigrations,
} from './releases.ts'

/** A tag is of what everybody has. */
const releasedBranch = 'main'

/** What says the version. */
const versioned = ['package.json', 'package-lock.json']

/** Why there can be no release; the message says what to do. */
export class ReleaseError extends Error {}

export interface ReleaseOptions {
  root: string
  version: string
  /** The day, as YYYY-MM-DD. */
  day: string
  /** Only tells what would be done. */
  isDryRun: boolean
  /** Runs the tests; throws when one fails. */
  test: () => Promise<void>
  /** Fills the file of the data that the release keeps, by the migrations of the repository. */
  backUp: (file: string, repository: string) => Promise<unknown>
  say: (line: string) => void
}

/** @throws ReleaseError; then nothing is written, or what was is taken back, or the message says how to. */
export async function release(options: ReleaseOptions): Promise<void> {
  const { root, version, isDryRun, say } = options
  const changelog = await prepare(options)
  say(`Release ${version} of ${options.day}`)
  for (const line of await newsInWords(root, keepsMigrations(version))) say(`  ${line}`)
  if (isDryRun) return say('Nothing was written.')

  const commit = await git(root, 'rev-parse', 'HEAD')
  await options.test()
  if ((await git(root, 'rev-parse', 'HEAD')) !== commit || (await git(root, 'status', '--porcelain')))
    throw new ReleaseError('Files have changed while the tests ran. Nothing was released.')
  try {
    await write(options, changelog)
  } catch (error) {
    throw new ReleaseError(`${(error as Error).message.trim()}\n${await takenBack(root, version, commit)}`, {
      cause: error,
    })
  }
  say(`Committed and tagged v${version}. To publish it: git push --atomic --follow-tags`)
}

/** Before 1.0 migrations are still rewritten: there is nothing to keep of them. */
function keepsMigrations(version: string): boolean {
  return !version.startsWith('0.')
}

async function write({ root, version, backUp }: ReleaseOptions, changelog: string): Promise<void> {
  if (keepsMigrations(version)) await keepRelease(root, version, definitionsOfCatalogue(), backUp)
  await writeFile(path.join(root, 'CHANGELOG.md'), changelog)
  for (const file of versioned) await writeVersion(path.join(root, file), version)
  await git(root, 'add', '--all')
  await git(root, 'commit', '--quiet', '--message', `Release ${version}`)
  await git(root, 'tag', '--annotate', `v${version}`, '--message', `Release ${version}`)
}

/** Takes back what `write` has done, and nothing else; answers how it stands then. */
async function takenBack(root: string, version: string, commit: string): Promise<string> {
  const { folder } = filesOfRelease(version)
  try {
    await git(root, 'reset', '--quiet', commit)
    await git(root, 'checkout', '--quiet', commit, '--', 'CHANGELOG.md', ...versioned)
    await rm(path.join(root, folder), { recursive: true, force: true })
    return `There is no release ${version}: all is as it was before.`
  } catch {
    return `There is no release ${version}, but what it had written is still there. Take it back: git reset --hard ${commit} && git clean -fd ${folder}`
  }
}

/** Looks whether all is as it must be; answers the changelog as it will be. */
async function prepare({ root, version, day }: ReleaseOptions): Promise<string> {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new ReleaseError(`${version} is no version. Give three numbers, such as 1.2.0.`)
  const { version: present } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  if (compareVersions(version, present) <= 0)
    throw new ReleaseError(`${version} does not come after ${present}, which package.json has.`)
  if (await git(root, 'tag', '--list', `v${version}`))
    throw new ReleaseError(`There is a tag v${version} already.`)
  if (await git(root, 'status', '--porcelain'))
    throw new ReleaseError('There are changes that are not committed. Commit them or put them aside first.')
  const branch = await git(root, 'branch', '--show-current')
  if (branch !== releasedBranch)
    throw new ReleaseError(
      `A release is made on ${releasedBranch}, and ${branch ? `this is ${branch}` : 'no branch is checked out'}. Go there first: git switch ${releasedBranch}`,
    )
  const problems = await problemsOfReleases(root)
  if (problems.length > 0) throw new ReleaseError(problems.join('\n'))
  if (!(await isCatalogueMigrationFresh(root, definitionsOfCatalogue())))
    throw new ReleaseError(
      'The migration of the field catalogue is not what the catalogue says. Run npm run catalogue:sql and commit.',
    )
  const changelog = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8').catch(() => '')
  const moved = movedToVersion(changelog, version, day)
  if (!moved)
    throw new ReleaseError('CHANGELOG.md says nothing under "Unreleased". Say there what changes for people.')
  return moved
}

async function newsInWords(root: string, keeps: boolean): Promise<string[]> {
  if (!keeps) return ['before 1.0: migrations may still be rewritten, and nothing of them is kept']
  const latest = await latestRelease(root)
  const known = new Set(latest ? releasedMigrations(latest) : [])
  const migrations = (await readMigrations(root))
    .map(({ version, name }) => `${version}_${name}.sql`)
    .filter((file) => ![...known].some((path) => path.endsWith(file)))
  const fields = latest ? differenceInWords(differenceOf(latest.catalogue, definitionsOfCatalogue())) : []
  return [
    `${migrations.length} migrations are released and never change after:`,
    ...migrations.map((file) => `  ${file}`),
    ...fields,
  ]
}

/** A lock file says the version twice: of itself and of its first package. */
async function writeVersion(file: string, version: string): Promise<void> {
  const content = JSON.parse(await readFile(file, 'utf8'))
  content.version = version
  if (content.packages?.['']) content.packages[''].version = version
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
}

async function git(root: string, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', words, { cwd: root })
  return stdout.trim()
}

import { execFileSync } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { movedToVersion } from './changelog.ts'
import { ReleaseError, type ReleaseOptions, release } from './release.ts'
import { filesOfRelease, problemsOfReleases, readReleases } from './releases.ts'
import { type Repository, unreleasedRepository } from './repository.test-support.ts'

const changelog =
  '# Changelog\n\n## Unreleased\n\n- Rent a week is called so.\n\n## 0.1.0 - 2026-01-01\n\n- All.\n'

let repository: Repository
const at = (file: string) => path.join(repository.root, file)
const git = (...words: string[]) =>
  execFileSync('git', words, { cwd: repository.root, encoding: 'utf8', stdio: 'pipe' }).trim()

beforeEach(async () => {
  repository = await unreleasedRepository()
  await writeFile(at('CHANGELOG.md'), changelog)
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.name', 'Somebody')
  git('config', 'user.email', 'somebody@example.com')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'All')
})
afterEach(() => repository.remove())

async function released(version: string, overrides: Partial<ReleaseOptions> = {}): Promise<string[]> {
  const said: string[] = []
  await release({
    root: repository.root,
    version,
    day: '2026-12-01',
    isDryRun: false,
    test: async () => {},
    backUp: (file) => writeFile(file, 'a backup'),
    say: (line) => said.push(line),
    ...overrides,
  })
  return said
}

it('writes the version, the changelog and what is kept, commits and tags them', async () => {
  await released('1.0.0')
  for (const file of ['package.json', 'package-lock.json'])
    expect(JSON.parse(await readFile(at(file), 'utf8')).version, file).toBe('1.0.0')
  expect(JSON.parse(await readFile(at('package-lock.json'), 'utf8')).packages[''].version).toBe('1.0.0')
  expect(await readFile(at('CHANGELOG.md'), 'utf8')).toContain(
    '## Unreleased\n\n## 1.0.0 - 2026-12-01\n\n- Rent a week is called so.\n\n## 0.1.0',
  )
  expect(git('status', '--porcelain')).toBe('')
  expect(git('show', '--no-patch', '--format=%s', 'v1.0.0^{commit}')).toBe('Release 1.0.0')
  expect((await readReleases(repository.root)).map(({ version }) => version)).toEqual(['1.0.0'])
  expect(await problemsOfReleases(repository.root)).toEqual([])
  const sums = await readFile(at(filesOfRelease('1.0.0').checksums), 'utf8')
  expect(sums).toMatch(/^([0-9a-f]{64} {2}supabase\/\S+\n)+$/)
})

it('keeps nothing of migrations before 1.0', async () => {
  await released('0.2.0')
  expect(git('tag')).toBe('v0.2.0')
  expect(await readReleases(repository.root)).toEqual([])
})

it('only tells of a release that is tried, without a test', async () => {
  const said = await released('1.0.0', {
    isDryRun: true,
    test: () => Promise.reject(new Error('tested')),
  })
  expect(said.at(0)).toBe('Release 1.0.0 of 2026-12-01')
  expect(said.join('\n')).toMatch(/\d+ migrations are released and never change after:\n.*foundations\.sql/)
  expect(said.at(-1)).toBe('Nothing was written.')
  expect(git('status', '--porcelain') + git('tag')).toBe('')
})

it('writes nothing when a test fails', async () => {
  const failing = { test: () => Promise.reject(new ReleaseError('The tests do not pass.')) }
  await expect(released('1.0.0', failing)).rejects.toThrow('The tests do not pass.')
  expect(git('status', '--porcelain') + git('tag')).toBe('')
})

it('refuses what changed while the tests ran, and leaves it', async () => {
  const edited = { test: () => writeFile(at('package.json'), '{}') }
  await expect(released('1.0.0', edited)).rejects.toThrow(/changed while the tests ran/)
  expect(await readFile(at('package.json'), 'utf8')).toBe('{}')
  expect(git('tag')).toBe('')
})

describe('when a step fails after the tests', () => {
  const asBefore = async (failing: Partial<ReleaseOptions>, words: RegExp) => {
    const commit = git('rev-parse', 'HEAD')
    const failed = released('1.0.0', failing)
    await expect(failed).rejects.toThrow(ReleaseError)
    await expect(failed).rejects.toThrow(words)
    await expect(failed).rejects.toThrow(/There is no release 1\.0\.0: all is as it was before\.$/)
    expect(git('rev-parse', 'HEAD')).toBe(commit)
    expect(git('status', '--porcelain') + git('tag')).toBe('')
    expect(await readReleases(repository.root)).toEqual([])
  }
  const hook = (name: string, script: string) =>
    writeFile(at(`.git/hooks/${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

  it('has written nothing before the data is backed up', async () => {
    await asBefore(
      {
        backUp: async (file) => {
          await writeFile(file, 'half a backup')
          expect(git('status', '--porcelain')).toBe('')
          expect(await readdir(at('supabase'))).not.toContain('releases')
          throw new Error('No server starts here.')
        },
      },
      /No server starts here\./,
    )
  })

  it('takes back what it has written when it cannot be committed', async () => {
    await hook('pre-commit', 'echo "Sign it first." >&2; exit 1')
    await asBefore({}, /Sign it first\./)
  })

  it('takes back the commit when it cannot be tagged', async () => {
    await hook('post-commit', 'git tag v1.0.0/other')
    const commit = git('rev-parse', 'HEAD')
    await expect(released('1.0.0')).rejects.toThrow('all is as it was before')
    expect(git('rev-parse', 'HEAD')).toBe(commit)
    expect(git('status', '--porcelain')).toBe('')
  })

  it('says how to take it back where it cannot itself', async () => {
    const commit = git('rev-parse', 'HEAD')
    const locked = {
      backUp: (file: string) => Promise.all([at('.git/index.lock'), file].map((f) => writeFile(f, ''))),
    }
    await expect(released('1.0.0', locked)).rejects.toThrow(
      `Take it back: git reset --hard ${commit} && git clean -fd supabase/releases/1.0.0`,
    )
    await rm(at('.git/index.lock'))
    git('reset', '--quiet', '--hard', commit)
    git('clean', '--quiet', '-fd', 'supabase/releases/1.0.0')
    expect(git('status', '--porcelain') + git('tag')).toBe('')
  })
})

it.each([
  ['what is no version', '1.0', async () => {}, /three numbers/],
  [
    'a version that does not come after the present one',
    '0.1.0',
    async () => {},
    /does not come after 0\.1\.0/,
  ],
  ['a version that is tagged', '1.0.0', async () => git('tag', 'v1.0.0'), /a tag v1\.0\.0 already/],
  ['another branch', '1.0.0', async () => git('switch', '-c', 'idea'), /made on main, and this is idea/],
  [
    'a commit without a branch',
    '1.0.0',
    async () => git('switch', '--detach'),
    /and no branch is checked out/,
  ],
  ['changes that are not committed', '1.0.0', () => writeFile(at('CHANGELOG.md'), 'x'), /not committed/],
  [
    'nothing to tell people',
    '1.0.0',
    () => committed('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- All.\n'),
    /says nothing under "Unreleased"/,
  ],
  [
    'two migrations of one time',
    '1.0.0',
    async () => {
      await committed('supabase/migrations/29990101000000_a.sql', '')
      await committed('supabase/migrations/29990101000000_b.sql', '')
    },
    /has the time of another migration/,
  ],
])('refuses %s', async (_, version, prepare: () => Promise<unknown>, words) => {
  await prepare()
  const commit = git('rev-parse', 'HEAD')
  await expect(released(version)).rejects.toThrow(words)
  expect(git('rev-parse', 'HEAD')).toBe(commit)
})

async function committed(file: string, text: string): Promise<void> {
  await writeFile(at(file), text)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'More')
}

it('moves a changelog that links its versions, and one without an earlier version', () => {
  expect(movedToVersion('## [Unreleased]\n\n- A\n', '1.0.0', '2026-12-01')).toBe(
    '## [Unreleased]\n\n## [1.0.0] - 2026-12-01\n\n- A\n',
  )
  expect(movedToVersion('## [Unreleased]\n\n### Added\n', '1.0.0', '2026-12-01')).toBeNull()
})

/** A repository of a test's own: as much of this one as a release reads and writes. */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const thisRepository = path.resolve(import.meta.dirname, '../..')

const parts = ['package.json', 'package-lock.json', 'supabase', 'tests/traffic']

export interface Repository {
  root: string
  remove(): Promise<void>
}

/** A copy of this repository in a folder of its own; without what was released, if anything was. */
export async function unreleasedRepository(): Promise<Repository> {
  const root = await mkdtemp(path.join(tmpdir(), 'scenarios-release-'))
  for (const part of parts) {
    const to = path.join(root, part)
    await mkdir(path.dirname(to), { recursive: true })
    await cp(path.join(thisRepository, part), to, {
      recursive: true,
      filter: (source) => !/supabase\/(\.temp|releases)/.test(path.relative(thisRepository, source)),
    })
  }
  return { root, remove: () => rm(root, { recursive: true }) }
}

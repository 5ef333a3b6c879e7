/** The checks that need no server: format and lint, types, what nothing uses, generated files, documents. Each answers what it found, or null. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { isDatabaseTypesFresh } from './db-types.ts'
import { problemsOfDocuments } from './docs/check.ts'
import { problemsOfReleases } from './release/releases.ts'

const root = path.resolve(import.meta.dirname, '..')

export interface Check {
  name: string
  /** What is wrong, as text for the terminal; null when nothing is. */
  run: () => Promise<string | null>
}

export const checks: Check[] = [
  { name: 'format and lint', run: () => tool('biome', ['check', '--error-on-warnings', '--colors=force']) },
  { name: 'types of the domain', run: () => tool('tsc', ['-p', 'src/domain']) },
  { name: 'types of the app', run: () => tool('tsc', ['-p', 'src']) },
  { name: 'types of tests and scripts', run: () => tool('tsc', ['-p', 'tests']) },
  { name: 'nothing unused', run: () => tool('knip', []) },
  {
    name: 'database types are up to date',
    run: async () =>
      (await isDatabaseTypesFresh())
        ? null
        : 'src/data/database.types.ts is older than supabase/migrations. Run "npm run db:types".',
  },
  {
    name: 'what was released stays as it was',
    run: async () => (await problemsOfReleases(root)).join('\n') || null,
  },
  {
    name: 'documents',
    run: async () => (await problemsOfDocuments()).join('\n') || null,
  },
]

function tool(name: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      path.join(root, 'node_modules/.bin', name),
      args,
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve(error ? `${stdout}${stderr}`.trim() || error.message : null),
    )
  })
}

/**
 * `npm run release -- <version> [--dry-run] [--tested]`: writes a version, keeps what it holds, commits and tags it. What is to be
 * so before is in docs/how-to/release.md.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CatalogueError } from './catalogue/migration-file.ts'
import { backUpInhabited } from './release/inhabited-backup.ts'
import { ReleaseError, release } from './release/release.ts'

const usage = `Usage: npm run release -- VERSION [--dry-run] [--tested]

  --dry-run  says what would be done, and does nothing
  --tested   npm test has passed on this commit: do not run it again`

const root = path.resolve(import.meta.dirname, '..')

async function test(): Promise<void> {
  const [code] = await once(spawn('npm', ['test'], { cwd: root, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new ReleaseError('The tests do not pass. Nothing was released.')
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      tested: { type: 'boolean', default: false },
    },
  })
  const [version, ...more] = positionals
  if (!version || more.length > 0) throw new ReleaseError(usage)
  await release({
    root,
    version,
    day: new Date().toISOString().slice(0, 10),
    isDryRun: values['dry-run'],
    test: values.tested ? async () => {} : test,
    backUp: backUpInhabited,
    say: (line) => process.stdout.write(`${line}\n`),
  })
} catch (error) {
  if (!(error instanceof ReleaseError || error instanceof CatalogueError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

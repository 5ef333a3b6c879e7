/**
 * `npm run traffic:record [-- e2e/some.spec.ts]`: runs the end-to-end tests with what they send kept, and writes as few
 * stories as try everything that was sent into tests/traffic.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { resolveConfiguredPublishableKey } from '@supabase/lite/cli'
import { sure } from '../sure.ts'
import { runEndToEnd } from '../test-e2e.ts'
import { writeStories } from './stories.ts'
import type { Exchange } from './story.ts'
import { chooseStories, tellStory } from './tell-story.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Tests whose requests are in no dependable order: two tabs at once, and the like. */
const outOfOrder = /two tabs|in two tabs|at once|another tab|sleep/i

async function record(args: string[]): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-traffic-'))
  try {
    const code = await runEndToEnd(args, { E2E_TRAFFIC: directory })
    if (code !== 0) process.stderr.write('Some tests failed; what the others sent is kept.\n')
    const key = (await resolveConfiguredPublishableKey()) ?? ''
    const stories = (await readExchanges(directory)).flatMap(([title, exchanges]) => {
      if (outOfOrder.test(title) || exchanges.includes(null)) return []
      return (
        tellStory(
          title,
          exchanges.filter((exchange) => exchange !== null),
          key,
        ) ?? []
      )
    })
    const chosen = chooseStories(stories)
    const files = await writeStories(chosen)
    execFileSync(path.join(root, 'node_modules/.bin/biome'), ['format', '--write', ...files], { cwd: root })
    const steps = chosen.reduce((sum, story) => sum + story.steps.length, 0)
    process.stdout.write(`${steps} requests in ${chosen.length} stories of ${stories.length}.\n`)
    return 0
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** What each test sent; null stands for answers that it gave itself. */
async function readExchanges(directory: string): Promise<[string, (Exchange | null)[]][]> {
  const files = (await readdir(directory)).sort()
  return Promise.all(
    files.map(async (file): Promise<[string, (Exchange | null)[]]> => {
      const lines = (await readFile(path.join(directory, file), 'utf8')).trimEnd().split('\n')
      const told = lines.map((line) => JSON.parse(line) as { title: string; exchange: Exchange | null })
      return [sure(told[0]).title, told.map(({ exchange }) => exchange)]
    }),
  )
}

process.exitCode = await record(process.argv.slice(2))

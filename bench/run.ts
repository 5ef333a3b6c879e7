/** `npm run bench -- <name> [arguments]` runs bench/<name>.ts, whose `run` gets the arguments. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const [name = '', ...args] = process.argv.slice(2)
const file = path.join(import.meta.dirname, `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || name === 'run' || !existsSync(file)) {
  console.error(
    'Say which benchmark: npm run bench -- account, apply, crowd, projection, projection-memory, browser, dev, gates, history, operations, backup or scale.',
  )
  process.exit(2)
}
const { run } = (await import(file)) as { run: (args: string[]) => Promise<void> }
await run(args)

/**
 * `npm run stack -- [--db-port N] [--api-port M] [--without-default-privileges] [--pooled]`: one line of JSON on standard output when everything is ready,
 * logs on standard error, until SIGTERM, SIGINT or SIGHUP, or until the npm that started it is gone.
 */
import { parseArgs } from 'node:util'
import { type Stack, startStack } from './stack.ts'

const usage = 'Usage: npm run stack -- [--db-port N] [--api-port M] [--without-default-privileges] [--pooled]'

function portOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--${option} must be a port number.\n${usage}`)
  return port
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      'db-port': { type: 'string' },
      'api-port': { type: 'string' },
      'without-default-privileges': { type: 'boolean', default: false },
      pooled: { type: 'boolean', default: false },
    },
  })
  return {
    dbPort: portOf(values['db-port'], 'db-port'),
    apiPort: portOf(values['api-port'], 'api-port'),
    withoutDefaultPrivileges: values['without-default-privileges'],
    pooled: values.pooled,
  }
}

/** Resolves when we are told to stop. A parent that is killed outright tells nobody, so it is watched. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
    if (process.env.npm_lifecycle_event !== 'stack') return
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && resolve(), 200).unref()
  })
}

async function main() {
  // Standard output carries the one line of JSON; what the API prints belongs to the log.
  console.log = console.info = console.error
  const stopped = toldToStop()
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const starting = startStack({ ...readOptions(), log })
  const stack = await Promise.race([starting, stopped])
  if (stack) {
    announce(stack)
    await stopped
  }
  await (await starting).stop()
}

function announce(stack: Stack) {
  const answer = {
    db_url: stack.server.url,
    owner_url: stack.dbUrl,
    api_url: stack.apiUrl,
    publishable_key: stack.publishableKey,
    secret_key: stack.secretKey,
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

try {
  await main()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}

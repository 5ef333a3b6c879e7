import { format } from 'node:util'
import type { TestProject } from 'vitest/node'
import { startStack } from '../../scripts/stack/stack.ts'
import { pooled } from './own-stack.ts'

/** What a test needs to reach the stack; small enough to be handed to every worker. */
export interface StackAddress {
  dbUrl: string
  /** Past the pooler that `dbUrl` may lead to. */
  serverUrl: string
  apiUrl: string
  publishableKey: string
  secretKey: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddress
  }
}

/** With this set the stack is one of a project that grants nothing by itself: `npm run test:contract:revoked`. */
const withoutDefaultPrivileges = process.env.WITHOUT_DEFAULT_PRIVILEGES === 'true'

/** One stack for the whole run. Its log is kept and shown only if it does not start. */
export default async function setup(project: TestProject) {
  const lines: string[] = []
  // The API reports every refused request here; refusals are what many tests are about.
  console.error = (...parts: unknown[]) => void lines.push(format(...parts))
  const stack = await startStack({
    withoutDefaultPrivileges,
    pooled,
    log: (line) => void lines.push(line),
  }).catch((error: unknown) => {
    process.stderr.write(`${lines.slice(-40).join('\n')}\n`)
    throw error
  })
  const { dbUrl, serverUrl, apiUrl, publishableKey, secretKey } = stack
  project.provide('stack', { dbUrl, serverUrl, apiUrl, publishableKey, secretKey })
  return () => stack.stop()
}

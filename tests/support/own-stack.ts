import { type Stack, type StackOptions, startStack } from '../../scripts/stack/stack.ts'

/** With this set all that tests send to a database goes through a pooler in transaction mode: `npm run test:pooled`. */
export const pooled = process.env.POOLED === 'true'

/** A stack of a test file's own: for those that kill it, fill it, or run under other grants. */
export function ownStack(options: StackOptions = {}): Promise<Stack> {
  // The API reports every refused request here; refusals are what many tests are about.
  console.error = () => {}
  return startStack({ pooled, ...options })
}

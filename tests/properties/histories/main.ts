/**
 * `npm run test:histories -- [--histories 5000] [--steps 60] [--seed N]`: the long form of histories.test.ts, against a database of its
 * own. A history that the model and the database tell differently is shortened, printed, and ends the run with 1.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import postgres from 'postgres'
import { startStack } from '../../../scripts/stack/stack.ts'
import { carryOutHistory } from './history.ts'
import { history } from './steps.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '5000' },
    steps: { type: 'string', default: '60' },
    seed: { type: 'string' },
  },
})
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const stack = await startStack({ log: () => {} })
const sql = postgres(stack.dbUrl, { max: 2, onnotice: () => {} })
await sql`update public.feature_flags set enabled = true, rollout_percentage = 100`
let [histories, steps] = [0, 0]
const started = performance.now()
const told = setInterval(() => console.log(`${histories} histories, ${steps} steps`), 30_000)
try {
  await fc.assert(
    fc.asyncProperty(history(Number(values.steps)), async (given) => {
      steps += await carryOutHistory(sql, given)
      histories += 1
      // What deleted accounts leave would be read again for each history.
      if (histories % 200 === 0) await sql.unsafe('vacuum analyze')
    }),
    { numRuns: Number(values.histories), seed },
  )
  const seconds = (performance.now() - started) / 1_000
  console.log(
    `${histories} histories of ${steps} steps agree, ${Math.round(steps / seconds)} steps a second, seed ${seed}`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message)
  process.exitCode = 1
} finally {
  clearInterval(told)
  await sql.end()
  await stack.stop()
}

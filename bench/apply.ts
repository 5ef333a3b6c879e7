/**
 * Lists, apply, preview, refresh, revert, copy, import and what flags cost, on native PostgreSQL, each beside the bare SQL for the same rows
 * in the same run, with a million rows of other users in the tables. Every measurement runs in a transaction that
 * is rolled back, deferred checks included in the time; the order of the statements rotates from round to round.
 */
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import { sure } from '../scripts/sure.ts'
import { prepareUser, seedOthers } from './apply-fixtures.ts'
import { type Operation, operations } from './apply-operations.ts'

const defaultSizes = [10, 100, 1_000, 10_000]

interface Result {
  operation: string
  rows: number
  medianMs: number
  bareMs: number
  ratio: number
  bar: number | null
}

const median = (values: number[]) => sure(values.sort((a, b) => a - b)[Math.floor(values.length / 2)])

interface Run {
  key: string
  statement: string
  asOwner: boolean
  before?: string | undefined
}

async function timed(sql: Sql, userId: string, { statement, asOwner, before }: Run): Promise<number> {
  let elapsed = 0
  await sql
    .begin(async (transaction) => {
      if (before) await transaction.unsafe(before).simple()
      await transaction.unsafe(`select set_config('request.jwt.claim.sub', '${userId}', true)`)
      if (!asOwner) await transaction.unsafe(`set local role authenticated`)
      const start = performance.now()
      await transaction.unsafe(statement).simple()
      await transaction.unsafe('set constraints all immediate')
      elapsed = performance.now() - start
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  return elapsed
}

class Rollback extends Error {}

async function measure(sql: Sql, rows: number): Promise<Result[]> {
  const user = await prepareUser(sql, rows)
  const rounds = rows >= 10_000 ? 5 : rows >= 1_000 ? 9 : 15
  const times = new Map<string, number[]>()
  const runs = operations.flatMap((operation): Run[] => [
    { key: operation.name, statement: operation.statement(user), asOwner: false },
    {
      key: `${operation.name} bare`,
      statement: operation.bare(user),
      asOwner: !operation.bareUnderRls,
      before: operation.bareWithout,
    },
  ])
  for (let round = -1; round < rounds; round++) {
    await sql.unsafe(
      'vacuum analyze instances, scenario_instances, scenario_applications, scenario_application_items',
    )
    for (let index = 0; index < runs.length; index++) {
      const next = sure(runs[(index + round + 1) % runs.length])
      const elapsed = await timed(sql, user.id, next)
      // The first round warms caches and plans.
      if (round >= 0) times.set(next.key, [...(times.get(next.key) ?? []), elapsed])
    }
  }
  return operations.map((operation: Operation) => {
    const medianMs = median(sure(times.get(operation.name)))
    const bareMs = median(sure(times.get(`${operation.name} bare`)))
    return { operation: operation.name, rows, medianMs, bareMs, ratio: medianMs / bareMs, bar: operation.bar }
  })
}

function print(results: Result[]): void {
  console.table(
    results.map((result) => ({
      operation: result.operation,
      rows: result.rows,
      'median ms': result.medianMs.toFixed(2),
      'ms a row': (result.medianMs / result.rows).toFixed(4),
      'bare ms': result.bareMs.toFixed(2),
      'times bare': result.ratio.toFixed(2),
      bar: result.bar ?? '',
    })),
  )
}

export async function run(args: string[]): Promise<void> {
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  const others = args.includes('--alone') ? 0 : 1_000_000
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    await seedOthers(sql, others)
    const results: Result[] = []
    for (const rows of sizes.length > 0 ? sizes : defaultSizes) {
      const measured = await measure(sql, rows)
      print(measured)
      results.push(...measured)
    }
    console.log(JSON.stringify({ others, results }))
  } finally {
    await sql.end()
    await stack.stop()
  }
}

/** The same person among few, more and many others: what the app asks, in turns, so that whatever else the machine does meets all sizes alike. */
import postgres, { type Sql } from 'postgres'
import { sole, sure } from '../scripts/sure.ts'
import type { Person } from './scale-fixtures.ts'
import { at } from './scale-load.ts'
import {
  applyScenario,
  type Call,
  listCopies,
  listInstances,
  listScenarios,
  previewApply,
} from './scale-requests.ts'

export interface Sized {
  dbUrl: string
  users: number
}

class Rollback extends Error {}

/** In a transaction of this person that is taken back. */
export async function asPerson<Result>(
  sql: Sql,
  person: Person,
  work: (transaction: postgres.TransactionSql) => Promise<Result>,
): Promise<Result> {
  let result: Result | undefined
  await sql
    .begin(async (transaction) => {
      await transaction`select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${person.id}, true)`
      result = await work(transaction)
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  return sure(result)
}

/** Pages of tables and indexes that the statement looked at, those of functions and triggers included. */
async function pagesOf(sql: Sql, person: Person, call: Call): Promise<number> {
  const plan = await asPerson(sql, person, async (transaction) => {
    const row = await sole(
      transaction.unsafe(`explain (analyze, buffers, format json) ${call.sql}`, call.values),
    )
    return row['QUERY PLAN'][0].Plan
  })
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
}

export async function measureFlatness(databases: Sized[], person: Person, rounds: number): Promise<object[]> {
  const connections = databases.map(({ dbUrl }) =>
    postgres(dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null }),
  )
  try {
    const fingerprint = await asPerson(sure(connections[0]), person, async (transaction) => {
      const { sql, values } = previewApply(person.plannedId)
      const row = await sole(transaction.unsafe(sql, values))
      return row.answer.fingerprint as string
    })
    const calls = () => [
      listInstances(),
      listScenarios(),
      listCopies(person.plannedId),
      previewApply(person.plannedId),
      applyScenario(person.plannedId, fingerprint),
    ]
    // Before anything is written and taken back, which leaves dead rows; once more before, for what the catalogue has to say.
    const pages: number[][] = []
    for (const call of calls()) {
      for (const sql of connections) await pagesOf(sql, person, call)
      const looked: number[] = []
      for (const sql of connections) looked.push(await pagesOf(sql, person, call))
      pages.push(looked)
    }
    const times = calls().map(() => connections.map((): number[] => []))
    for (let round = -10; round < rounds; round++) {
      if (round % 20 === 0)
        for (const sql of connections)
          await sql`vacuum instances, scenario_instances, scenario_applications, scenario_application_items`
      for (const [index, call] of calls().entries())
        for (let turn = 0; turn < connections.length; turn++) {
          const place = (turn + round + 10) % connections.length
          const elapsed = await asPerson(sure(connections[place]), person, async (transaction) => {
            const start = performance.now()
            const row = await sole(transaction.unsafe(call.sql, call.values, { prepare: true }))
            await transaction`set constraints all immediate`
            const took = performance.now() - start
            if (row.answer.status && row.answer.status !== 'success')
              throw new Error('The apply was refused.')
            return took
          })
          // The first rounds warm caches and plans.
          if (round >= 0) sure(times[index]?.[place]).push(elapsed)
        }
    }
    const results: object[] = []
    for (const [index, call] of calls().entries()) {
      const row: Record<string, string | number> = { request: call.name }
      const of = sure(times[index])
      for (const [place, { users }] of databases.entries()) {
        row[`ms, ${users.toLocaleString('en')} users`] = at(sure(of[place]), 0.5).toFixed(2)
        row[`pages, ${users.toLocaleString('en')}`] = sure(pages[index]?.[place])
      }
      row['largest / smallest'] = at(
        sure(of.at(-1)).map((time, round) => time / sure(of[0]?.[round])),
        0.5,
      ).toFixed(2)
      results.push(row)
    }
    return results
  } finally {
    await Promise.all(connections.map((sql) => sql.end()))
  }
}

/**
 * A rollout from the first tester to everybody, with an accident in its middle, on databases of its own: what happens, what an
 * operator sees, and what they do. People and time are simulated; everything else is the product.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { backUp } from '../backup/backup.ts'
import { duration } from '../backup/command.ts'
import { type RestoreReport, restore } from '../backup/restore.ts'
import { verify } from '../backup/verify.ts'
import { copyDatabase, createBlankDatabase } from '../stack/blank-database.ts'
import { freePort } from '../stack/ports.ts'
import { startPostgres } from '../stack/postgres.ts'
import { sole, sure } from '../sure.ts'
import { applyALot, createPeople, invest, liveOn } from './people.ts'

export interface Rehearsed {
  /** The phase and the percentage that each advance led to. */
  advances: { phase: string | null; percentage: number }[]
  rolledBack: { phase: string; flagEnabled: boolean; findings: string[] }
  /** What the rollout was held by until somebody acknowledged it. */
  refused: string
  /** Invariants that rows of the damaged database broke, and of the restored one. */
  broken: { damaged: string[]; restored: string[] }
  restored: RestoreReport & {
    /** Whether what people own is in the restored database as it was when it was backed up, row by row. */
    isEqual: boolean
    /** Tables that differ from the backup. */
    differing: string[]
  }
  isComplete: boolean
}

export interface Telling {
  step(title: string): void
  happens(sentence: string): void
  sees(query: string, rows: postgres.Row[]): void
  does(statement: string, answer: string): void
}

/** Walks through it once. `people` must be a few thousand, or gates have too little to go by. */
export async function rehearse(people: number, telling: Telling): Promise<Rehearsed> {
  const server = await startPostgres({ port: await freePort(), log: () => {} })
  const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-rehearsal-'))
  const connections: postgres.Sql[] = []
  const open = (url: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    connections.push(sql)
    return sql
  }
  try {
    const oldUrl = await createBlankDatabase(server.url, 'in_use')
    const newUrl = await copyDatabase(server.url, 'in_use', 'restored')
    return await walk({ people, telling, open, oldUrl, newUrl, file: path.join(folder, 'rehearsal.backup') })
  } finally {
    for (const sql of connections) await sql.end({ timeout: 5 })
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

interface Scene {
  people: number
  telling: Telling
  open(url: string): postgres.Sql
  oldUrl: string
  newUrl: string
  file: string
}

async function walk({ people, telling, open, oldUrl, newUrl, file }: Scene): Promise<Rehearsed> {
  const advances: Rehearsed['advances'] = []
  let operator = operatorOf(open(oldUrl), telling)
  const goOn = async (reason: string) => {
    const { phase } = await operator.does<{ phase: string | null }>(
      `select advance_rollout('${reason}') as answer`,
    )
    const flag = await sole(operator.sql`
      select rollout_percentage::float as percentage from public.feature_flags where flag_name = 'feature:scenarios'`)
    advances.push({ phase, percentage: flag.percentage })
  }
  /** The soak of the phase passes without trouble, each question is answered, and nothing holds it. */
  const soak = async (time: string) => {
    await liveOn(operator.sql, { time, failedApplies: 0.005 })
    telling.happens(`${time} pass. People use the app; nothing is wrong with it.`)
    await operator.does('select operations_tick() as answer')
    await operator.does(
      `update rollout_signoffs set decision = 'approved', note = 'Looked at it together'
       where phase = (select phase from rollout_status where is_current)`,
    )
    await operator.looks()
  }

  telling.step('Internal testing')
  const ids = await createPeople(operator.sql, people)
  await goOn('Internal testing begins')
  await operator.does(invite(1, 6))
  await soak('4 days')

  telling.step('Beta testing')
  await goOn('Testers are content')
  await operator.does(invite(7, 60))
  await soak('8 days')

  telling.step('A quarter of all users')
  await goOn('Beta went well')
  for (const id of await withTheFeature(operator.sql, 12)) await invest(operator.sql, id)
  await soak('6 days')

  telling.step('Half of all users')
  await goOn('A quarter went well')
  await liveOn(operator.sql, { time: '1 day', failedApplies: 0.005 })
  telling.happens('A day passes without trouble. The nightly backup is made:')
  const backup = await backUp(oldUrl, file)
  telling.does(
    'npm run db:backup -- --db-url … --file rehearsal.backup',
    `${backup.tables.reduce((sum, { rows }) => sum + rows, 0)} rows, in ${duration(backup.milliseconds)}`,
  )
  const owned = await whatPeopleOwn(operator.sql)

  telling.step('An accident')
  const [leaver, ...investors] = await withTheFeature(operator.sql, 12)
  await invest(operator.sql, sure(investors[0]))
  await operator.sql`delete from auth.users where id = ${sure(leaver)}`
  await applyALot(operator.sql, { share: 0.9, failed: 0.2, ago: '0' })
  await damage(operator.sql)
  telling.happens(
    'After a release one apply in five fails, and a faulty statement writes wrong values into real investments. One investor has closed their account meanwhile. The schedule calls:',
  )
  await operator.does('select operations_tick() as answer')
  const after = await sole(operator.sql`
    select phase, status, flag_enabled from public.rollout_status where is_current`)
  const findings = await operator.looks()
  const rolledBack = {
    phase: after.status === 'rolled_back' ? (after.phase as string) : '',
    flagEnabled: after.flag_enabled as boolean,
    findings,
  }
  const refused = await operator.isRefused(`select advance_rollout('It was nothing') as answer`)
  const damaged = await operator.brokenInvariants()

  telling.step('The data are restored')
  const report = await restore(newUrl, file, { fromUrl: oldUrl })
  telling.does(
    'npm run db:restore -- --db-url <new> --file rehearsal.backup --from-url <old>',
    `every row read back; ${report.deletedAccounts} account deleted again; ${report.switchedOff.join(', ')} off; ${report.paused} paused`,
  )
  telling.happens(`Lost (RPO): what was written in the ${duration(report.lostMilliseconds)} after the backup, ${report.lost
    ?.map(({ table, rows }) => `${table} ${rows}`)
    .join(', ')}.
Restored in (RTO): ${duration(report.milliseconds)}.`)
  operator = operatorOf(open(newUrl), telling)
  const { differences } = await verify(file, newUrl)
  const still = await whatPeopleOwn(operator.sql)
  const restored = {
    ...report,
    isEqual: owned.filter((row) => !row.includes(sure(leaver))).join('\n') === still.join('\n'),
    differing: sure(differences).map(({ table }) => table),
  }
  const broken = { damaged, restored: await operator.brokenInvariants() }

  telling.step('Half of all users, again')
  await operator.looks()
  await operator.does(
    `select acknowledge_alert(id, 'Release 1.4.1 mends it; figures compared') as answer
     from rollout_alerts where acknowledged_at is null`,
  )
  await goOn('Mended in 1.4.1')
  await soak('6 days')

  telling.step('All users')
  await goOn('Half went well')
  await soak('8 days')
  await goOn('Six weeks are over')
  const [open_] =
    await operator.sql`select count(*)::int as left from public.rollout_phases where status <> 'completed'`
  telling.happens(`The rollout is complete: ${ids.length} people, of whom one left.`)
  return { advances, rolledBack, refused, broken, restored, isComplete: sure(open_).left === 0 }
}

/** What an operator does over a connection of the database's owner, told as it is done. */
function operatorOf(sql: postgres.Sql, telling: Telling) {
  const as = async (statement: string) => {
    const rows = await sql.begin(async (transaction) => {
      await transaction`set local search_path = public`
      return await transaction.unsafe(statement)
    })
    return rows as postgres.RowList<postgres.Row[]>
  }
  return {
    sql,
    does: async <Answer>(statement: string): Promise<Answer> => {
      const rows = await as(statement)
      const answer = rows[0]?.answer
      telling.does(statement, answer ? inWords(answer) : `${rows.count} rows`)
      return answer as Answer
    },
    isRefused: async (statement: string): Promise<string> => {
      const refusal = await as(statement).then(
        () => '',
        (error: Error) => error.message,
      )
      telling.does(statement, `refused: ${refusal}`)
      return refusal
    },
    /** Answers the findings. */
    looks: async (): Promise<string[]> => {
      const status = 'select phase, status, can_advance, sentence from rollout_status where is_current'
      telling.sees(status, await as(status))
      const found = 'select severity, finding, figure from operator_findings'
      const findings = await as(found)
      telling.sees(found, findings)
      return findings.map(({ finding }) => finding as string)
    },
    brokenInvariants: async (): Promise<string[]> => {
      const query = `select entry ->> 'name' as invariant, entry ->> 'violations' as violations
        from json_array_elements(verify_integrity()) as entry where (entry ->> 'violations')::int > 0`
      const rows = await as(query)
      telling.sees(query, rows)
      return rows.map(({ invariant }) => invariant as string)
    },
  }
}

function inWords(answer: { sentence?: string; ran?: Record<string, { sentence?: string }> }): string {
  if (answer.sentence) return answer.sentence
  if (!answer.ran) return 'done'
  const parts = Object.entries(answer.ran).map(([name, { sentence }]) =>
    sentence ? `${name}: ${sentence}` : name,
  )
  return `ran ${parts.join('; ') || 'nothing'}`
}

function invite(first: number, last: number): string {
  return `insert into user_feature_flags (user_id, flag_name, enabled, reason)
     select id, 'feature:scenarios', true, 'Invited' from auth.users
     where substring(email from '^person(\\d+)@')::int between ${first} and ${last}`
}

async function withTheFeature(sql: postgres.Sql, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from auth.users cross join lateral private.flag_states(id) as state
    where state.flag_name = 'feature:scenarios' and state.enabled and state.reason = 'rollout' order by id limit ${count}`
  return rows.map(({ id }) => id)
}

/** Past everything that protects real investments, as only an owner can. */
async function damage(sql: postgres.Sql): Promise<void> {
  await sql
    .unsafe(`
    alter table public.instances disable trigger user;
    update public.instances set params = params || '{"value": 1}' where kind = 'property';
    alter table public.instances enable trigger user;`)
    .simple()
}

async function whatPeopleOwn(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ row: string }[]>`
    select instance::text as row from public.instances as instance
    union all select scenario::text from public.scenarios as scenario
    union all select copy::text from public.scenario_instances as copy
    union all select item::text from public.scenario_application_items as item
    union all select application::text from public.scenario_applications as application
    order by 1`
  return rows.map(({ row }) => row)
}

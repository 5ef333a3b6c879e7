/** A restore or a backup that ends in the middle: nothing is half, and the same command again succeeds. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { backUp } from '../../scripts/backup/backup.ts'
import { sure } from '../../scripts/sure.ts'
import { everything, inhabited, type World } from '../support/backups.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'

const scripts = path.resolve(import.meta.dirname, '../../scripts/backup')

// A restore does a lot, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let file: string
beforeAll(async () => {
  world = await inhabited()
  await world.sql`
    insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason)
    select ${world.owner.id}, 'feature:scenarios', 1000 + n, true, 'rollout' from generate_series(1, 20000) as n`
  file = path.join(world.folder, 'everything.backup')
  await backUp(world.stack.dbUrl, file)
}, 120_000)

function command(name: string, options: string[]) {
  const child = spawn(process.execPath, [path.join(scripts, `${name}.ts`), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, output }))
  return { child: child as ChildProcess, ended }
}

/** How many accounts the database that is backed up has. */
const accounts = async () => (await world.sql`select from auth.users`).length

const restoreInto = (url: string) =>
  command('db-restore', ['--db-url', url, '--file', file, '--from-url', world.stack.dbUrl])

/** Once the restore has copied this many bytes, it is ended so. */
async function interrupted(
  target: string,
  how: 'its process is killed' | 'its connection is cut' | 'the server ends it',
) {
  const proxy = await cuttingProxy(target)
  const sql = world.open(target)
  const reached = proxy.after(1_000_000)
  const { child, ended } = restoreInto(proxy.url)
  await Promise.race([reached, ended])
  if (how === 'its process is killed') child.kill('SIGKILL')
  else if (how === 'its connection is cut') proxy.cut()
  else
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'scenarios backup'`
  const end = await ended
  await proxy.stop()
  // The server may not have noticed yet.
  for (let others = 1; others > 0; )
    [{ others }] = (await sql`
      select count(*)::integer as others from pg_stat_activity
      where datname = current_database() and application_name = 'scenarios backup'`) as unknown as [
      { others: number },
    ]
  return end
}

it.each(['its process is killed', 'its connection is cut', 'the server ends it'] as const)(
  'leaves nothing half of a restore when %s, and restores with the same command again',
  async (how) => {
    const target = await world.empty()
    const sql = world.open(target)
    const before = await everything(sql)
    const end = await interrupted(target, how)
    if (how === 'its process is killed') expect(end.signal).toBe('SIGKILL')
    else {
      expect(end.code).toBe(1)
      expect(end.output).toMatch(
        /connection .*(lost|closed|terminat).*\nEverything was taken back: .* Run the same command again\.\n$/i,
      )
    }
    expect(await everything(sql)).toEqual(before)

    const { code, output } = await restoreInto(target).ended
    expect(output).toMatch(/every row was read back.*Lost \(RPO\): .*Restored in \(RTO\): /s)
    expect(code).toBe(0)
    expect(
      sure((await sql`select count(*)::integer as rows from public.flag_exposures`)[0]).rows,
    ).toBeGreaterThan(20_000)
  },
)

it('does not say that a restore was taken back when the answer to its commit never came', async () => {
  const target = await world.empty()
  const proxy = await cuttingProxy(target)
  proxy.cutAtAnswerTo('\0commit\0')
  const { code, output } = await restoreInto(proxy.url).ended
  await proxy.stop()
  expect(output).toMatch(
    /^The connection to the database was lost\.\nIt was about to be kept, .* not known\. /,
  )
  expect(code).toBe(1)
  expect(await world.open(target)`select from auth.users`).toHaveLength(await accounts())

  const again = await restoreInto(target).ended
  expect(again.output).toMatch(/not empty: .*Nothing was written/)
})

/** Once the backup has read this many bytes, it is ended so. */
async function interruptedBackup(unfinished: string, how: 'its connection is cut' | 'it is told to stop') {
  const proxy = await cuttingProxy(world.stack.dbUrl)
  const reached = proxy.after(1_000_000, 'down')
  const { child, ended } = command('db-backup', ['--db-url', proxy.url, '--file', unfinished])
  await Promise.race([reached, ended])
  if (how === 'it is told to stop') child.kill('SIGTERM')
  else proxy.cut()
  const end = await ended
  await proxy.stop()
  return end
}

it.each([
  ['its connection is cut', 1],
  ['it is told to stop', 143],
] as const)(
  'leaves no file of a backup when %s, and writes it with the same command again',
  async (how, exit) => {
    const unfinished = path.join(world.folder, `unfinished-${exit}.backup`)
    const { code, output } = await interruptedBackup(unfinished, how)
    expect(output).toMatch(/No file was written\. Run the same command again\.\n$/)
    expect(code).toBe(exit)
    expect((await readdir(world.folder)).filter((name) => name.startsWith(`unfinished-${exit}`))).toEqual([])
    if (how === 'its connection is cut') {
      const [run] = await world.sql`
      select outcome from public.operation_runs where operation = 'backup' order by started_at desc limit 1`
      expect(run).toEqual({ outcome: 'failed' })
    }

    const again = await command('db-backup', ['--db-url', world.stack.dbUrl, '--file', unfinished]).ended
    expect(again.output).toMatch(/^Backed up [\d,]+ rows of \d+ tables, \d+ accounts among them, as of /)
    expect(again.output).toContain(` ${await accounts()} accounts among them`)
    const verified = await command('db-verify', ['--file', unfinished]).ended
    expect(verified.output).toMatch(/unfinished-\d+\.backup is whole: /)
    expect(verified.code).toBe(0)
  },
)

it('says that the file is there when a backup is stopped while it is noted', async () => {
  const finished = path.join(world.folder, 'finished.backup')
  const run = await world.sql.begin(async (other) => {
    await other`lock table public.operation_runs in share mode`
    const { child, ended } = command('db-backup', ['--db-url', world.stack.dbUrl, '--file', finished])
    for (let waiting = 0; waiting === 0; )
      [{ waiting }] = (await world.sql`
        select count(*)::integer as waiting from pg_locks
        where not granted and relation = 'public.operation_runs'::regclass`) as unknown as [
        { waiting: number },
      ]
    child.kill('SIGTERM')
    return await ended
  })
  expect(run.code).toBe(143)
  expect(run.output).toMatch(/^Stopped\. There is a file .*finished\.backup\. See that it is whole: /)
  expect((await command('db-verify', ['--file', finished]).ended).code).toBe(0)
})

it('says how it is called when it is called otherwise', async () => {
  for (const [name, options, sentence] of [
    ['db-backup', ['--file', 'x'], /--db-url is needed\.\nUsage: npm run db:backup/],
    ['db-backup', ['--db-url', 'mysql://x', '--file', 'x'], /begins with postgresql:\/\//],
    ['db-verify', ['--db-url', 'postgresql://x'], /--file is needed\.\nUsage: npm run db:verify/],
    [
      'db-restore',
      ['--db-url', 'postgresql://x', '--file', 'x'],
      /known from, in one way\.\nUsage: npm run db:restore/,
    ],
    [
      'db-restore',
      ['--deletions-unknown', '--accident-at', 'noon', '--db-url', 'x', '--file', 'x'],
      /goes with --from-url/,
    ],
    ['db-restore', ['--wrong'], /--wrong.*\nUsage: npm run db:restore/s],
  ] as const) {
    const { code, output } = await command(name, [...options]).ended
    expect(output).toMatch(sentence)
    expect(code).toBe(1)
  }
})

it('restores after all when nothing interrupts it, and says what nobody knows', async () => {
  const options = ['--db-url', await world.empty(), '--file', file, '--deletions-unknown']
  const { code, output } = await command('db-restore', options).ended
  expect(output).toMatch(
    /accounts deleted since the backup: not known.*an exception holds again from then on/s,
  )
  expect(output).toContain('no phase of the rollout was active')
  expect(code).toBe(0)
})

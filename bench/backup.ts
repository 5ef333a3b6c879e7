/**
 * Whether backup, verify and restore stream: how fast they are and how much memory each takes at its peak, as processes of
 * their own, for two databases of which one is many times as large.
 *
 * `npm run bench -- backup [megabytes …]`
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { createBlankDatabase } from '../scripts/stack/blank-database.ts'
import { startStack } from '../scripts/stack/stack.ts'

const scripts = path.resolve(import.meta.dirname, '../scripts/backup')

/** 100 users whose telemetry and history come to about as much text. */
async function fill(url: string, megabytes: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const rows = Math.round(megabytes * 1800)
  await sql
    .unsafe(`
    set session_replication_role = replica;
    insert into auth.users (id, email) select gen_random_uuid(), 'user' || n || '@example.com' from generate_series(1, 100) as n;
    insert into public.profiles (user_id) select id from auth.users;
    create temp table person as select id, row_number() over () as number from auth.users;
    insert into public.telemetry_events (user_id, session_id, name, value, unit, attributes)
    select id, gen_random_uuid(), 'page_load', random() * 3000, 'ms', '{"metric": "lcp", "route": "/scenarios/:scenarioId"}'
    from generate_series(1, ${rows}) as n join person on number = 1 + n % 100;
    insert into public.scenario_applications (user_id, request_id, operation, status)
    select id, gen_random_uuid(), 'apply', 'success' from generate_series(1, ${rows}) as n join person on number = 1 + n % 100;
    insert into public.scenario_application_items (user_id, application_id, instance_id, action, before, after, after_version)
    select user_id, id, gen_random_uuid(), 'update', '{"name": "Deposit", "params": {"value": 1000}}',
      '{"name": "Deposit", "params": {"value": 2000}}', 2 from public.scenario_applications;`)
    .simple()
  await sql.end()
}

async function measure(name: string, options: string[]) {
  const started = performance.now()
  const child = spawn(
    '/usr/bin/env',
    ['time', '-f', '%M', process.execPath, path.join(scripts, `${name}.ts`), ...options],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(output)
  return {
    seconds: (performance.now() - started) / 1000,
    peak: Number(output.trim().split('\n').at(-1)) / 1024,
  }
}

export async function run(args: string[]): Promise<void> {
  execFileSync('/usr/bin/env', ['time', '--version'], { stdio: 'ignore' })
  const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-bench-'))
  const stack = await startStack()
  try {
    console.log('| text | file | command | time | MB of text a second | peak memory |')
    console.log('|---:|---:|---|---:|---:|---:|')
    for (const megabytes of args.length > 0 ? args.map(Number) : [20, 400]) {
      const source = await createBlankDatabase(stack.server.url, `source_${megabytes}`)
      const target = await createBlankDatabase(stack.server.url, `target_${megabytes}`)
      await fill(source, megabytes)
      const file = path.join(folder, `${megabytes}.backup`)
      for (const [name, options] of [
        ['db-backup', ['--db-url', source, '--file', file]],
        ['db-verify', ['--file', file]],
        ['db-restore', ['--db-url', target, '--file', file, '--deletions-unknown']],
      ] as const) {
        const { seconds, peak } = await measure(name, [...options])
        const text =
          Number(execFileSync('/bin/sh', ['-c', 'zcat "$1" | wc -c', 'sh', file], { encoding: 'utf8' })) / 1e6
        const size = (await stat(file)).size / 1e6
        console.log(
          `| ${text.toFixed(0)} MB | ${size.toFixed(0)} MB | ${name} | ${seconds.toFixed(1)} s | ${(text / seconds).toFixed(0)} | ${peak.toFixed(0)} MB |`,
        )
      }
    }
  } finally {
    await stack.stop()
    await rm(folder, { recursive: true })
  }
}

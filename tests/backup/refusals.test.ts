/** What is not restored: files that are not whole or not ours, and databases that are not empty or not the same. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyArchive } from '../../scripts/backup/archive.ts'
import { ArchiveError } from '../../scripts/backup/archive-reader.ts'
import { backUp } from '../../scripts/backup/backup.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { sure } from '../../scripts/sure.ts'
import { everything, inhabited, type World } from '../support/backups.ts'

// A restore does a lot, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let file: string
let bytes: Buffer
beforeAll(async () => {
  world = await inhabited()
  file = path.join(world.folder, 'everything.backup')
  await backUp(world.stack.dbUrl, file)
  bytes = await readFile(file)
}, 120_000)

async function written(content: Uint8Array | string): Promise<string> {
  const other = path.join(world.folder, 'other.backup')
  await writeFile(other, content)
  return other
}

/** Restoring it ends in this sentence, and leaves an empty database as it was. */
async function refused(content: Uint8Array | string, sentence: RegExp) {
  const target = await world.empty()
  const sql = world.open(target)
  const before = await everything(sql)
  await expect(restore(target, await written(content), { isUnknown: true })).rejects.toThrow(sentence)
  expect(await everything(sql)).toEqual(before)
}

describe('a file', () => {
  // Past the ten bytes in front, which say when and where it was compressed.
  const places = (count: number) =>
    Array.from({ length: count }, (_, index) => 10 + Math.floor((index * (bytes.length - 10)) / count))

  // A few bits of a compressed stream, such as those that fill its last byte, carry nothing: what it holds is whole without them.
  const holdsTheSame = (changed: Buffer) => {
    try {
      return gunzipSync(changed).equals(gunzipSync(bytes))
    } catch {
      return false
    }
  }

  it('is refused with any byte changed that carries something', async () => {
    let harmless = 0
    for (const place of places(400)) {
      const changed = Buffer.from(bytes)
      changed[place] = sure(changed[place]) ^ (1 << (place % 8))
      if (holdsTheSame(changed)) harmless++
      else await expect(verifyArchive(await written(changed)), `byte ${place}`).rejects.toThrow(ArchiveError)
    }
    expect(harmless).toBeLessThan(4)
    // In the middle it depends on the byte what is noticed first; at the end it is the checksum.
    for (const [place, sentence] of [
      [bytes.length >> 1, /is damaged: .*use another backup/],
      [bytes.length - 8, /is damaged: its checksum is wrong\. .* use another backup/],
    ] as const) {
      const changed = Buffer.from(bytes)
      changed[place] = sure(changed[place]) ^ 1
      await refused(changed, sentence)
    }
  })

  it('is refused with its end missing, wherever it was cut', async () => {
    for (const length of [...places(100), bytes.length - 1])
      await expect(
        verifyArchive(await written(bytes.subarray(0, length))),
        `${length} bytes`,
      ).rejects.toThrow(ArchiveError)
    await refused(bytes.subarray(0, -1), /is damaged: it ends too early/)
  })

  it('is refused with something behind its end', async () => {
    await refused(Buffer.concat([bytes, Buffer.from('x')]), /is damaged/)
    await refused(Buffer.concat([bytes, gzipSync('x')]), /there is more in it than was written/)
  })

  it('is refused when it was changed and compressed again', async () => {
    const text = gunzipSync(bytes).toString()
    await refused(
      gzipSync(text.replace('"value": 2000', '"value": 9000')),
      /the rows of [\w.]+ are not those/,
    )
    await refused(
      gzipSync(text.replace(/"takenAt":"\d{4}/, '"takenAt":"1999')),
      /its header and its manifest do not belong together/,
    )
    const lines = text.split('\n')
    const row = lines.findIndex((line) => line.includes(world.owner.email))
    await refused(gzipSync(lines.toSpliced(row, 1).join('\n')), /the rows of auth\.users are not those/)
  })

  it.each([
    ['a text', 'create table instances ();\n'.repeat(100)],
    ['another compressed file', gzipSync('create table instances ();\n'.repeat(100))],
    ['a compressed file without a line', gzipSync(Buffer.alloc(20_000_000))],
    ['something that only looks like a backup', gzipSync('{"format":"pg_dump","version":1}\n')],
  ])('is refused when it is %s', async (_, content) => {
    await refused(content, /is no backup made by npm run db:backup/)
  })

  it('is refused when a newer version wrote it, when it is empty, and when there is none', async () => {
    const text = gunzipSync(bytes).toString()
    await refused(gzipSync(text.replace('"version":1', '"version":2')), /newer version .* Use that version/)
    await refused('', /is damaged: it ends too early/)
    await expect(verifyArchive(path.join(world.folder, 'nowhere'))).rejects.toThrow(/There is no file/)
  })
})

describe('a database', () => {
  const cases: [string, string, RegExp][] = [
    [
      'somebody has an account in',
      `insert into auth.users (id, email) values (gen_random_uuid(), 'first@example.com')`,
      /not empty: there are rows in auth\.users, public\.profiles\. .*Nothing was written/,
    ],
    [
      'operators counted tickets in',
      'insert into public.support_tickets (tickets) values (1)',
      /not empty: there are rows in public\.support_tickets/,
    ],
    [
      'somebody had an account in, which was deleted',
      'insert into private.deleted_accounts (user_id) values (gen_random_uuid())',
      /not empty: there are rows in private\.deleted_accounts/,
    ],
    [
      'lacks a migration',
      `delete from supabase_migrations.schema_migrations where name = 'apply'`,
      /lacks the migration \d+_apply, .*supabase db push/,
    ],
    [
      'has a newer migration',
      `insert into supabase_migrations.schema_migrations (version, name) values ('20990101000000', 'newer')`,
      /has the migration 20990101000000_newer, .* then run the newer ones/,
    ],
    ['lacks a column', 'alter table public.feedback drop column comment', /there is no column comment/],
    [
      'has a column more',
      'alter table public.feedback add column more text',
      /the backup has no column more/,
    ],
    [
      'has a column of another type',
      'alter table public.support_tickets alter column tickets type bigint',
      /tickets is bigint, in the backup integer/,
    ],
    ['lacks a table', 'drop table public.feedback cascade', /no table public\.feedback/],
    ['has a table more', 'create table public.more (id uuid primary key)', /a table public\.more/],
    [
      'has no migrations',
      'drop schema public cascade; drop schema private cascade; create schema public',
      /none of the tables of Scenarios/,
    ],
  ]
  it.each(cases)('is refused that %s', async (_, statement, sentence) => {
    const target = await world.empty()
    const sql = world.open(target)
    await sql.unsafe(statement).simple()
    const before = await everything(sql)
    await expect(restore(target, file, { isUnknown: true })).rejects.toThrow(sentence)
    expect(await everything(sql)).toEqual(before)
  })

  it('is left as it was when its rows do not come out as those of the backup', async () => {
    const target = await world.empty()
    const sql = world.open(target)
    await sql
      .unsafe(`
      create function public.spoil() returns trigger language plpgsql as $$ begin new.name := 'Spoilt'; return new; end $$;
      create trigger spoil before insert on public.instances for each row execute function public.spoil();
      alter table public.instances enable always trigger spoil;`)
      .simple()
    const before = await everything(sql)
    await expect(restore(target, file, { isUnknown: true })).rejects.toThrow(
      /public\.instances did not have the rows of the backup, so everything was taken back/,
    )
    expect(await everything(sql)).toEqual(before)
  })

  it('is refused while somebody else writes to it', async () => {
    const target = await world.empty()
    const restores = await Promise.allSettled([1, 2].map(() => restore(target, file, { isUnknown: true })))
    expect(restores.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const failure = restores.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(failure.reason.message).toMatch(/not empty|Something else writes/)
  })
})

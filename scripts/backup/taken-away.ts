/**
 * What was taken away after a backup was made, which a restore must not bring back: accounts that were deleted, features
 * that were switched off, be it for single users, roles and consents that were withdrawn. The database that is being replaced knows, while it still answers.
 */
import { readFile } from 'node:fs/promises'
import type postgres from 'postgres'
import { sole } from '../sure.ts'
import { ArchiveError } from './archive-reader.ts'
import { connect, DatabaseError, readTables, settle } from './database.ts'

export interface TakenAway {
  /** Accounts that were deleted, with the time where it is known. */
  accounts: { id: string; deletedAt: string | null }[]
  /** Flags as they stand; null: nobody knows, so all are switched off. */
  flags: { name: string; enabled: boolean; percentage: string }[] | null
  /** Roles that are still given; null: nobody knows, so they come back as they were. */
  roles: { userId: string; role: string }[] | null
  /** Exceptions of single users as they stand; null: nobody knows, so they come back as they were. */
  overrides: { userId: string; flag: string; enabled: boolean }[] | null
  /** Accounts whose use is not told; null: nobody knows. */
  silent: string[] | null
  /**
   * Accounts that are still there: of theirs alone it can be told what was withdrawn, since a role goes with its account,
   * and an account that an accident deleted comes back with all it had. Null: nobody knows.
   */
  present: string[] | null
  /** Where the rollout stood, in words. */
  rollout: string | null
  /** What the backup lacks: how many rows of which table were written since; null: nobody knows. */
  lost: { table: string; rows: number }[] | null
}

/** Where a restore learns it from: exactly one of these, so that nobody forgets to ask. */
export type Source =
  | { fromUrl: string; accidentAt?: string | undefined }
  | { deletedAccounts: string }
  | { isUnknown: true }

const nothingKnown = {
  flags: null,
  roles: null,
  overrides: null,
  silent: null,
  present: null,
  rollout: null,
  lost: null,
}

export function readTakenAway(source: Source, backupTakenAt: string): Promise<TakenAway> {
  if ('fromUrl' in source) return fromDatabase(source.fromUrl, backupTakenAt, source.accidentAt)
  return 'deletedAccounts' in source
    ? fromList(source.deletedAccounts)
    : Promise.resolve({ ...nothingKnown, accounts: [] })
}

/** A file with the id of a deleted account on each line. */
async function fromList(file: string): Promise<TakenAway> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ArchiveError(`There is no file ${file} to read deleted accounts from. Nothing was written.`)
  })
  const ids = text.split(/\s+/).filter(Boolean)
  const wrong = ids.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
  if (wrong)
    throw new ArchiveError(
      `${file} must have the id of one account on each line; "${wrong.slice(0, 60)}" is none. Nothing was written.`,
    )
  return { ...nothingKnown, accounts: ids.map((id) => ({ id: id.toLowerCase(), deletedAt: null })) }
}

async function fromDatabase(
  url: string,
  backupTakenAt: string,
  accidentAt: string | undefined,
): Promise<TakenAway> {
  const database = connect(url)
  try {
    return await database.begin('isolation level repeatable read read only', async (old) => {
      await settle(old)
      return {
        accounts: await old<TakenAway['accounts']>`
          select user_id as id, deleted_at::text as "deletedAt" from private.deleted_accounts
          where deleted_at <= coalesce(${accidentAt ?? null}::timestamptz, 'infinity')
          union
          select id, deleted_at::text from auth.users where deleted_at is not null
            and deleted_at <= coalesce(${accidentAt ?? null}::timestamptz, 'infinity')`,
        flags: await old<NonNullable<TakenAway['flags']>>`
          select flag_name as name, enabled, rollout_percentage::text as percentage from public.feature_flags`,
        roles: await old<NonNullable<TakenAway['roles']>>`
          select user_id as "userId", role from public.user_roles`,
        overrides: await old<NonNullable<TakenAway['overrides']>>`
          select user_id as "userId", flag_name as flag, enabled from public.user_feature_flags`,
        silent: await idsIn(old, 'select user_id as id from public.profiles where not shares_usage'),
        present: await idsIn(old, 'select id from auth.users'),
        rollout: await rolloutIn(old),
        lost: await writtenSince(old, backupTakenAt),
      }
    })
  } catch (error) {
    throw new DatabaseError(
      `The database of --from-url does not tell what was taken away since the backup (${(error as Error).message}). Nothing was written. Give --deleted-accounts with a list, or --deletions-unknown.`,
      { cause: error },
    )
  } finally {
    await database.end()
  }
}

async function idsIn(old: postgres.TransactionSql, query: string): Promise<string[]> {
  const rows = await old.unsafe<{ id: string }[]>(query)
  return rows.map(({ id }) => id)
}

async function rolloutIn(old: postgres.TransactionSql): Promise<string | null> {
  const [phase] = await old`select name, status from private.current_phase() where name is not null`
  return phase ? `${phase.name} was ${phase.status}` : null
}

async function writtenSince(old: postgres.TransactionSql, backupTakenAt: string) {
  const lost: { table: string; rows: number }[] = []
  for (const { name, schema, columns } of await readTables(old)) {
    const times = columns
      .map((column) => column.name)
      .filter((column) => /^(created|updated|last_seen|started)_?(at)?$/.test(column))
    if (schema !== 'public' || times.length === 0) continue
    const row = await sole(
      old.unsafe(
        `select count(*)::integer as rows from ${name} where greatest(${times.join(', ')}) > $1::timestamptz`,
        [backupTakenAt],
      ),
    )
    if (row.rows > 0) lost.push({ table: name, rows: row.rows })
  }
  return lost
}

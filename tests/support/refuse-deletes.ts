/** A table whose rows cannot be removed, as on a disk that is full. */
import type postgres from 'postgres'

/** Until the function `private.refuse_delete` is dropped with its trigger. */
export async function refuseDeletes(sql: postgres.Sql, table: string): Promise<void> {
  await sql`
    create function private.refuse_delete() returns trigger language plpgsql set search_path = '' as
    $$ begin raise exception 'The disk is full.'; end $$`
  await sql.unsafe(`
    create trigger refuse_delete before delete on ${table} for each statement execute function private.refuse_delete()`)
}

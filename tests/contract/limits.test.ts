/** Limits are changed by the owner of the database, who is no superuser on hosted Supabase, with one statement. */
import type postgres from 'postgres'
import { expect, it } from 'vitest'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

class Rollback extends Error {}

/** As the owner; everything is taken back. */
async function asOwner(work: (transaction: postgres.TransactionSql) => Promise<void>) {
  await sql
    .begin(async (transaction) => {
      await work(transaction)
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
}

it('limits are raised with one statement, which counts at once and says who and when', () =>
  asOwner(async (transaction) => {
    const [me] = await transaction`select rolsuper from pg_roles where rolname = current_user`
    expect(me).toEqual({ rolsuper: false })
    await transaction`update private.limits set value = 5000 where name = 'max_instances'`
    const [now] = await transaction`
      select private.limit_of('max_instances')::int as live, private.limit_of('max_kept_instances')::int as kept,
        changed_by::text, changed_at = now() as is_now
      from private.limits where name = 'max_instances'`
    expect(now).toEqual({ live: 5_000, kept: 25_000, changed_by: 'postgres', is_now: true })
  }))

it('limits are no settings: those of our own are refused to whoever is no superuser', () =>
  asOwner(async (transaction) => {
    const refusal = await transaction
      .savepoint((inner) => inner`alter role authenticated set scenarios.max_instances = 5000`)
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: '42501' })
  }))

it('limits are at most a number that five times it can still be counted', () =>
  asOwner(async (transaction) => {
    await transaction`update private.limits set value = 1000000000000 where name = 'max_instances'`
    const [kept] = await transaction`select private.limit_of('max_kept_instances')::text as limit`
    expect(kept).toEqual({ limit: '5000000000000' })
    const refusal = await transaction
      .savepoint(
        (inner) => inner`update private.limits set value = 9223372036854775807 where name = 'max_instances'`,
      )
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: '23514' })
  }))

it.each([0, 1_001])(
  'limits let a write wait: room for %i of them is refused in words, and what was set stays',
  (value) =>
    asOwner(async (transaction) => {
      const set = (to: number) => (inner: postgres.TransactionSql) =>
        inner`update private.limits set value = ${to} where name = 'max_waiting_writes'`
      await transaction.savepoint(set(1))
      await transaction.savepoint(set(1_000))
      const refusal = await transaction.savepoint(set(value)).catch((error: unknown) => error)
      expect(refusalOf(refusal as never)).toMatchObject({
        reason: 'invalid_content',
        table: 'limits',
        field: 'value',
        problem: 'out_of_range',
        min: 1,
        max: 1_000,
      })
      const [now] = await transaction`select private.limit_of('max_waiting_writes')::int as limit`
      expect(now).toEqual({ limit: 1_000 })
    }),
)

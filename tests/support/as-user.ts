import type postgres from 'postgres'

/** Runs in a transaction as that user, the way the API does it, but over a connection of the test's choice. */
export function asUser<Result>(
  sql: postgres.Sql,
  userId: string,
  work: (sql: postgres.TransactionSql) => Promise<Result>,
): Promise<Result> {
  return sql.begin(async (transaction) => {
    await transaction`
      select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${userId}, true),
        set_config('request.jwt.claim.role', 'authenticated', true),
        set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role: 'authenticated' })}, true)`
    return work(transaction)
  }) as Promise<Result>
}

import { type Connection, connect } from './database.ts'

/** Notes in operation_runs what ran, where operators look for it. */
export async function recordRun(
  sql: Connection,
  operation: 'backup' | 'restore',
  startedAt: Date,
  outcome: 'success' | 'failed',
  figures: Record<string, string | number | null>,
): Promise<void> {
  await sql`
    insert into public.operation_runs (operation, started_at, outcome, figures)
    values (${operation}, ${startedAt}, ${outcome}, ${JSON.stringify(figures)}::text::jsonb)`
}

/** Over a connection of its own: the one that was used may be what failed. */
export async function recordFailedBackup(dbUrl: string, startedAt: Date, error: Error): Promise<void> {
  const { sql, end } = connect(dbUrl)
  try {
    await recordRun(sql, 'backup', startedAt, 'failed', { error: error.message })
  } catch {
    // Whoever asked for the backup is told in any case.
  } finally {
    await end()
  }
}

import type { Connection } from './database.ts'

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

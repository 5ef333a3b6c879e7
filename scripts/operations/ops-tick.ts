/**
 * `npm run ops:tick -- --db-url URL`, for any scheduler: docs/how-to/schedule-operations.md. Ends with 0, with 1 when it could not
 * run, and with 2 when it ran and a part of it failed; the other parts were done all the same.
 */
import { parseArgs } from 'node:util'
import { tickSchema } from '#data/operations.ts'
import { counted, needed, runCommand, say } from '../backup/command.ts'
import { connect, DatabaseError } from '../backup/database.ts'
import { tickInWords } from './tick-in-words.ts'

const usage = 'Usage: npm run ops:tick -- --db-url postgresql://…'

/** What the database answers when it is not one of ours, or is older than this program, or whoever calls may not. */
function inWords(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === '42883' || code === '3F000')
    return new DatabaseError('This database has no operations_tick. Run supabase db push --remote first.')
  if (code === 'PT403' || code === '42501')
    return new DatabaseError(
      'This role may not run operations. Connect as the owner of the database (postgres on Supabase).',
    )
  return error
}

await runCommand(
  async () => {
    const { values } = parseArgs({ options: { 'db-url': { type: 'string' } } })
    const { sql, end } = connect(needed(values, 'db-url'), 'scenarios operations')
    try {
      const [row] = await sql`select public.operations_tick() as answer`
      const tick = tickSchema.parse(row!.answer)
      for (const line of tickInWords(tick)) say(line)
      const findings = await sql<{ severity: string; finding: string; figure: string; runbook: string }[]>`
        select severity, finding, figure, runbook from public.operator_findings`
      if (findings.length > 0) say(`${counted(findings.length, 'finding')}:`)
      for (const { severity, finding, figure, runbook } of findings)
        say(`  ${severity}: ${finding}: ${figure}\n    ${runbook}`)
      if (tick.failed.length > 0) process.exitCode = 2
    } catch (error) {
      throw inWords(error)
    } finally {
      await end()
    }
  },
  { usage, afterwards: 'Nothing was done. It is safe to run the same command again.' },
)

/**
 * `npm run ops:tick -- --db-url URL`, for any scheduler: docs/how-to/schedule-operations.md. Ends with 0, with 1 when it could not
 * run or did not answer, and with 2 when it ran and a part of it failed, or the findings could not be read; the rest was done all the same.
 */
import { parseArgs } from 'node:util'
import type postgres from 'postgres'
import { counted, inWords, isRefusal, needed, runCommand, say } from '../backup/command.ts'
import { connect, DatabaseError } from '../backup/database.ts'
import { sure } from '../sure.ts'
import { tickSchema } from './tick.ts'
import { tickInWords } from './tick-in-words.ts'

const usage = 'Usage: npm run ops:tick -- --db-url postgresql://…'

/** What the database answers when it is not one of ours, or is older than this program, or whoever calls may not. */
function explained(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === '42883' || code === '3F000')
    return new DatabaseError('This database has no operations_tick. Run supabase db push --remote first.')
  if (code === 'PT403' || code === '42501')
    return new DatabaseError(
      'This role may not run operations. Connect as the owner of the database (postgres on Supabase).',
    )
  return error
}

async function tick(sql: postgres.Sql) {
  const [row] = await sql`select public.operations_tick() as answer`.catch((error) => {
    throw explained(error)
  })
  const answer = tickSchema.parse(sure(row).answer)
  if (answer.failed.length > 0) process.exitCode = 2
  return answer
}

/** The tick is done by now, whatever happens here. */
async function tellFindings(sql: postgres.Sql) {
  try {
    const findings = await sql<{ severity: string; finding: string; figure: string; runbook: string }[]>`
      select severity, finding, figure, runbook from public.operator_findings`
    if (findings.length > 0) say(`${counted(findings.length, 'finding')}:`)
    for (const { severity, finding, figure, runbook } of findings)
      say(`  ${severity}: ${finding}: ${figure}\n    ${runbook}`)
  } catch (error) {
    process.stderr.write(`${inWords(error)}\nThis was done; only operator_findings could not be read.\n`)
    process.exitCode = 2
  }
}

await runCommand(
  async () => {
    const { values } = parseArgs({ options: { 'db-url': { type: 'string' } } })
    const { sql, end } = connect(needed(values, 'db-url'), 'scenarios operations')
    try {
      for (const line of tickInWords(await tick(sql))) say(line)
      await tellFindings(sql)
    } finally {
      await end()
    }
  },
  {
    usage,
    afterwards: (error) =>
      `${isRefusal(error) ? 'Nothing was done.' : 'Whether it was done is not known.'} It is safe to run the same command again.`,
  },
)

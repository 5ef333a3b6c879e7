/** `npm run db:verify -- --file FILE [--db-url URL]`: docs/how-to/back-up-and-restore.md. */
import { parseArgs } from 'node:util'
import { sumOf } from './backup.ts'
import { count, counted, needed, runCommand, say, size } from './command.ts'
import { terminalProgress } from './progress.ts'
import { verify } from './verify.ts'

const usage = 'Usage: npm run db:verify -- --file FILE [--db-url postgresql://…]'

await runCommand(
  async () => {
    const { values } = parseArgs({ options: { 'db-url': { type: 'string' }, file: { type: 'string' } } })
    const file = needed(values, 'file')
    const { header, tables, differences } = await verify(file, values['db-url'], terminalProgress())
    for (const { name, rows, bytes } of tables)
      if (rows > 0) say(`${name.padEnd(40)} ${count(rows).padStart(14)} ${size(bytes).padStart(10)}`)
    say(
      `${file} is whole: ${counted(sumOf(tables, 'rows'), 'row')} of ${counted(tables.length, 'table')} as of ${header.takenAt}, migrations up to ${header.migrations.at(-1)?.version ?? 'an unknown one'}.`,
    )
    if (!differences) return
    if (differences.length === 0) say('The database has exactly these rows.')
    for (const { table, rowsInBackup, rowsInDatabase } of differences)
      say(
        rowsInBackup === null
          ? `${table}: the backup has no such table.`
          : rowsInDatabase === null
            ? `${table}: the database has no such table, or it has other columns.`
            : `${table} differs: ${counted(rowsInBackup, 'row')} in the backup, ${counted(rowsInDatabase, 'row')} in the database.`,
      )
    if (differences.length > 0) process.exitCode = 1
  },
  { usage, afterwards: () => 'Nothing was changed.' },
)

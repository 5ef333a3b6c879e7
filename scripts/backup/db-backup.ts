/** `npm run db:backup -- --db-url URL --file FILE`: docs/how-to/back-up-and-restore.md. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sure } from '../sure.ts'
import { backUp, sumOf } from './backup.ts'
import { counted, duration, needed, runCommand, say, size } from './command.ts'
import { terminalProgress } from './progress.ts'

const usage = 'Usage: npm run db:backup -- --db-url postgresql://… --file FILE'

let file = ''
await runCommand(
  async () => {
    const { values } = parseArgs({ options: { 'db-url': { type: 'string' }, file: { type: 'string' } } })
    file = needed(values, 'file')
    const report = await backUp(needed(values, 'db-url'), file, terminalProgress())
    const accounts = sure(report.tables.find(({ name }) => name === 'auth.users')).rows
    say(
      `Backed up ${counted(sumOf(report.tables, 'rows'), 'row')} of ${counted(report.tables.length, 'table')}, ${counted(accounts, 'account')} among them, as of ${report.takenAt}.`,
    )
    say(
      `${file}: ${size(report.bytes)} (${size(sumOf(report.tables, 'bytes'))} before compression), in ${duration(report.milliseconds)}.`,
    )
    if (!report.isRecorded) say('It could not be noted in operation_runs; the backup is whole all the same.')
    say('It holds what people need to sign in: keep it where only operators can read it.')
  },
  {
    usage,
    // It has its name once it is whole; what comes then is only noted.
    afterwards: () =>
      existsSync(file)
        ? `There is a file ${file}. See that it is whole: npm run db:verify -- --file ${file}`
        : 'No file was written. Run the same command again.',
  },
)

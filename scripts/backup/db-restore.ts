/** `npm run db:restore -- --db-url URL --file FILE …`: docs/how-to/back-up-and-restore.md. */
import { parseArgs } from 'node:util'
import { sumOf } from './backup.ts'
import { count, counted, duration, isRefusal, needed, refuseUsage, runCommand, say } from './command.ts'
import { terminalProgress } from './progress.ts'
import { type RestoreReport, restore, type Stage } from './restore.ts'
import type { Source } from './taken-away.ts'

const usage = `Usage: npm run db:restore -- --db-url postgresql://… --file FILE
  and one of these, which say where accounts deleted since the backup are known from:
  --from-url postgresql://…      the database that is being replaced, while it still answers
      [--accident-at TIME]       what was deleted after that moment was an accident, and comes back
  --deleted-accounts FILE        a list with the id of an account on each line
  --deletions-unknown            nobody knows: accounts deleted since the backup come back`

function sourceOf(options: { [name: string]: string | boolean | undefined }): Source {
  const { 'from-url': fromUrl, 'deleted-accounts': deletedAccounts, 'accident-at': accidentAt } = options
  const isUnknown = options['deletions-unknown'] === true
  if ([fromUrl, deletedAccounts, isUnknown || undefined].filter(Boolean).length !== 1)
    refuseUsage('Say where accounts deleted since the backup are known from, in one way.')
  if (
    accidentAt !== undefined &&
    (typeof fromUrl !== 'string' || Number.isNaN(Date.parse(accidentAt as string)))
  )
    refuseUsage(`--accident-at is a time such as 2026-03-01T14:30:00Z, and goes with --from-url.`)
  if (typeof fromUrl === 'string') return { fromUrl, accidentAt: accidentAt as string | undefined }
  return typeof deletedAccounts === 'string' ? { deletedAccounts } : ({ isUnknown } as Source)
}

const stage: Stage = { isCommitting: false }
await runCommand(
  async () => {
    const { values } = parseArgs({
      options: {
        'db-url': { type: 'string' },
        file: { type: 'string' },
        'from-url': { type: 'string' },
        'accident-at': { type: 'string' },
        'deleted-accounts': { type: 'string' },
        'deletions-unknown': { type: 'boolean' },
      },
    })
    const source = sourceOf(values)
    const [dbUrl, file] = [needed(values, 'db-url'), needed(values, 'file')]
    tell(await restore(dbUrl, file, source, terminalProgress(), stage), source)
  },
  {
    usage,
    afterwards: (error) =>
      stage.isCommitting && !isRefusal(error)
        ? 'It was about to be kept, and whether it was is not known. Look with npm run db:verify -- --db-url … --file …: where the database is empty, run the same command again.'
        : 'Everything was taken back: the database is as it was before. Run the same command again.',
  },
)

function tell(report: RestoreReport, source: Source): void {
  say(
    `Restored ${counted(sumOf(report.tables, 'rows'), 'row')} of ${counted(report.tables.length, 'table')} as of ${report.takenAt}; every row was read back and is the one that was backed up.`,
  )
  for (const table of report.adapted)
    say(`${table} has other columns here: its rows were counted, not compared.`)
  say()
  say('Taken away again:')
  say(
    `  accounts deleted since the backup: ${'isUnknown' in source ? 'not known. Look for them in the logs of the old project, and delete them.' : count(report.deletedAccounts)}`,
  )
  say(
    `  features switched off: ${report.switchedOff.join(', ') || 'none'}${'fromUrl' in source ? '' : ' (all that were on: whether one was switched off since is not known)'}`,
  )
  if (report.withdrawnRoles > 0) say(`  roles withdrawn: ${count(report.withdrawnRoles)}`)
  if (!('fromUrl' in source))
    say(
      '  roles, exceptions of single users and consents: as they were in the backup. Look at user_roles and user_feature_flags before you switch a flag on: an exception holds again from then on.',
    )
  if (report.withdrawnOverrides > 0)
    say(`  exceptions of single users withdrawn: ${count(report.withdrawnOverrides)}`)
  if (report.withdrawnConsents > 0)
    say(`  accounts whose use is not told: ${count(report.withdrawnConsents)}`)
  say(
    report.paused
      ? `  the rollout is paused in the phase ${report.paused}, with an alert to acknowledge`
      : '  no phase of the rollout was active',
  )
  say()
  say(`Lost (RPO): what was written in the ${duration(report.lostMilliseconds)} after the backup.`)
  for (const { table, rows } of report.lost ?? []) say(`  ${table}: ${counted(rows, 'row')}`)
  say(`Restored in (RTO): ${duration(report.milliseconds)}.`)
}

/** The data that a release keeps, to be upgraded by all that follow: a database with rows of every kind, as a backup. */
import path from 'node:path'
import postgres from 'postgres'
import { runnerImport } from 'vite'
import { backUp } from '../backup/backup.ts'
import { startStack } from '../stack/stack.ts'

const inhabitants = path.resolve(import.meta.dirname, '../../tests/support/inhabitants.ts')

/** Fills a database of the migrations of a repository, as people would by the app, and backs it up into a file. */
export async function backUpInhabited(file: string, repository: string): Promise<void> {
  // The app's own modules read what Vite gives them.
  const { module } = await runnerImport<typeof import('../../tests/support/inhabitants.ts')>(inhabitants, {
    configFile: false,
    logLevel: 'error',
  })
  const stack = await startStack({ repository })
  const sql = postgres(stack.dbUrl, { max: 2, onnotice: () => {} })
  try {
    await module.inhabit(stack, sql)
    await backUp(stack.dbUrl, file)
  } finally {
    await sql.end({ timeout: 5 })
    await stack.stop()
  }
}

import { checkServer } from '#data/check-server.ts'
import { type AppError, appError } from '#data/errors.ts'
import { tellConsole } from '#lib/tell-console.ts'

/** What is wrong with the server, told to the console as well; null when nothing is. */
export async function reportServer(): Promise<AppError | null> {
  const problem = await checkServer()
  if (!problem) return null
  tellConsole(problem)
  // Most often it is the visitor's own connection, and nothing that whoever deployed the app could mend.
  return problem.code === 'offline'
    ? appError('offline', { message: 'The server cannot be reached.' })
    : problem
}

import { checkServer } from '#data/check-server.ts'
import type { AppError } from '#data/errors.ts'
import { tellConsole } from '#lib/tell-console.ts'

/** What is wrong with the server, told to the console as well; null when nothing is. */
export async function reportServer(): Promise<AppError | null> {
  const problem = await checkServer()
  if (problem) tellConsole(problem)
  return problem
}

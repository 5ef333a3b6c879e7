/** Everything of documents that can be checked without a server. SQL is run by `tests/docs/sql.test.ts`. */
import { wrongBlocks, wrongTypes } from './code.ts'
import { wrongCommands, wrongPaths } from './commands.ts'
import { brokenLinks, unlistedPages } from './links.ts'
import { readPages } from './pages.ts'
import { namesNotOnScreen } from './screen-names.ts'

/** What is wrong, a line each. */
export async function problemsOfDocuments(): Promise<string[]> {
  const pages = readPages()
  return [
    ...brokenLinks(pages),
    ...unlistedPages(pages),
    ...wrongCommands(pages),
    ...wrongPaths(pages),
    ...wrongBlocks(pages),
    ...(await wrongTypes(pages)),
    ...namesNotOnScreen(pages),
  ]
}

/**
 * Everything of documents that can be checked without a server. Their SQL, and the pages generated from a database, are
 * checked by tests/docs.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { wrongBlocks, wrongTypes } from './code.ts'
import { wrongCommands, wrongPaths } from './commands.ts'
import { componentsFile, componentsPage } from './components.ts'
import { problemsOfDecisions } from './decisions.ts'
import { defaultsFile, defaultsPage } from './defaults.ts'
import { followFile, followPage } from './follow-a-year.ts'
import { brokenLinks, unlistedPages } from './links.ts'
import { readPages, root } from './pages.ts'
import { proofsFile, proofsPage } from './proofs.ts'
import { namesNotOnScreen } from './screen-names.ts'

/** What is wrong, a line each. */
export async function problemsOfDocuments(): Promise<string[]> {
  const pages = readPages()
  return [
    ...brokenLinks(pages),
    ...unlistedPages(pages),
    ...problemsOfDecisions(),
    ...wrongCommands(pages),
    ...wrongPaths(pages),
    ...wrongBlocks(pages),
    ...(await wrongTypes(pages)),
    ...namesNotOnScreen(pages),
    ...stale(componentsFile, componentsPage, 'the components'),
    ...stale(defaultsFile, defaultsPage, 'what one begins with'),
    ...stale(proofsFile, proofsPage, 'what is calculated'),
    ...stale(
      followFile,
      () => followPage(readFileSync(path.join(root, followFile), 'utf8')),
      'what is calculated',
    ),
  ]
}

function stale(file: string, content: () => string, than: string): string[] {
  try {
    if (readFileSync(path.join(root, file), 'utf8') === content()) return []
    return [`${file} is older than ${than}: run "npm run docs:reference"`]
  } catch (error) {
    return [(error as Error).message]
  }
}

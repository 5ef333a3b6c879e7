/** `npm run docs:reference`: the generated pages, from a stack of its own and from the code. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import postgres from 'postgres'
import { type Stack, startStack } from '../stack/stack.ts'
import { apiPage } from './api.ts'
import { applyFile, applyPage } from './apply.ts'
import { componentsFile, componentsPage } from './components.ts'
import { defaultsFile, defaultsPage } from './defaults.ts'
import { followFile, followPage } from './follow-a-year.ts'
import { root } from './pages.ts'
import { proofsFile, proofsPage } from './proofs.ts'
import { schemaPage } from './schema.ts'

/** Path and content of each page that comes from a database. Changes the database: give it a stack that nobody else uses. */
export async function referencePages(stack: Stack): Promise<[file: string, content: string][]> {
  const sql = postgres(stack.dbUrl, { max: 2, onnotice: () => {} })
  try {
    return [
      ['docs/reference/schema.md', await schemaPage(sql)],
      [applyFile, await applyPage(sql, stack)], // before the rollout that the API's examples take back
      ['docs/reference/api.md', await apiPage(sql, stack)],
    ]
  } finally {
    await sql.end()
  }
}

if (import.meta.main) {
  const stack = await startStack()
  try {
    const pages = [
      ...(await referencePages(stack)),
      [componentsFile, componentsPage()] as const,
      [defaultsFile, defaultsPage()] as const,
      [proofsFile, proofsPage()] as const,
      [followFile, followPage(await readFile(path.join(root, followFile), 'utf8'))] as const,
    ]
    for (const [file, content] of pages) {
      await writeFile(path.join(root, file), content)
      process.stdout.write(`Wrote ${file}\n`)
    }
  } finally {
    await stack.stop()
  }
}

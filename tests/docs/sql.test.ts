/** The SQL of the documents runs as it stands, page by page, as the database's owner: whoever has a psql prompt. */
import { describe, expect, it } from 'vitest'
import { type DocumentPage, readPages } from '../../scripts/docs/pages.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

class RolledBack extends Error {}

const isRun = ({ language, exemption }: DocumentPage['blocks'][number]) =>
  language === 'sql' && exemption === null
/** Runbooks are run where each finding is provoked first. */
const isRunbook = ({ path }: DocumentPage) => path.startsWith('docs/how-to/runbooks/')
const pages = readPages().filter((page) => page.blocks.some(isRun) && !isRunbook(page))

/**
 * Runs a page's blocks one after the other, in a project where features are off, with accounts for the
 * addresses that it names; nothing of it stays.
 */
async function runPage(page: Pick<DocumentPage, 'path' | 'blocks'>) {
  const blocks = page.blocks.filter(isRun)
  const emails = new Set(blocks.flatMap(({ text }) => text.match(/[\w.+-]+@example\.com/g) ?? []))
  await sql
    .begin(async (transaction) => {
      await transaction`update public.feature_flags set enabled = false, rollout_percentage = 0`
      // Other tests leave some, and they would hold a rollout.
      await transaction`update public.rollout_alerts set acknowledged_at = now() where acknowledged_at is null`
      for (const email of emails)
        await transaction`insert into auth.users (id, email) values (gen_random_uuid(), ${email})`
      for (const { text, line } of blocks)
        await transaction.unsafe(text).catch((error: Error) => {
          throw new Error(`${page.path}:${line}: ${error.message}`)
        })
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
}

it('says where a statement stands that does not run', async () => {
  const blocks = [
    { language: 'sql', title: '', exemption: null, text: 'select 1;\nselect nothing from nowhere;', line: 7 },
  ]
  await expect(runPage({ path: 'docs/a.md', blocks })).rejects.toThrow(
    'docs/a.md:7: relation "nowhere" does not exist',
  )
})

describe('the SQL of', () => {
  it.each(pages.map((page) => [page.path, page] as const))('%s runs', async (_path, page) => {
    await runPage(page)
  })
})

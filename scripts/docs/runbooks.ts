/** The runbooks of operators: a page a finding, with the statements that a test follows. */
import { sure } from '../sure.ts'
import { type DocumentPage, readPages } from './pages.ts'

/** The pages by finding, and what leads to them. */
export function readRunbooks(): { index: DocumentPage; pages: Map<string, DocumentPage> } {
  const all = new Map(
    readPages().flatMap((page) => {
      const [, name] = /^docs\/how-to\/runbooks\/([\w-]+)\.md$/.exec(page.path) ?? []
      return name === undefined ? [] : [[name.replaceAll('-', '_'), page] as const]
    }),
  )
  const index = sure(all.get('README'))
  all.delete('README')
  return { index, pages: all }
}

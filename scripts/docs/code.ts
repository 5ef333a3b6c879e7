/** Blocks of code in documents hold: TypeScript has right types, JSON can be read, and an exemption says why. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sure } from '../sure.ts'
import { at, type Block, type DocumentPage, root } from './pages.ts'

/** Languages that are checked somewhere, and text, which claims nothing. SQL is run by a database test. */
const known = new Set(['sh', 'ts', 'tsx', 'sql', 'json', 'text', 'md', 'nginx'])

export function wrongBlocks(pages: readonly DocumentPage[]): string[] {
  return pages.flatMap((page) =>
    page.blocks.flatMap((block) => {
      if (!known.has(block.language))
        return [at(page, block.line, `a block of "${block.language}": name one of ${[...known].join(', ')}`)]
      return block.language === 'json' && block.exemption === null ? problemsOfJson(page, block) : []
    }),
  )
}

function problemsOfJson(page: DocumentPage, block: Block): string[] {
  try {
    JSON.parse(block.text)
    return []
  } catch (error) {
    return [at(page, block.line, (error as Error).message)]
  }
}

/** Each block is a module of its own; what it uses it imports, as a reader has to. */
export async function wrongTypes(pages: readonly DocumentPage[]): Promise<string[]> {
  const blocks = pages.flatMap((page) =>
    page.blocks
      .filter(({ language, exemption }) => ['ts', 'tsx'].includes(language) && exemption === null)
      .map((block) => ({ page, block })),
  )
  if (blocks.length === 0) return []
  await mkdir(path.join(root, 'test-results'), { recursive: true })
  // Within the project, so that `#data/…` means what it means there.
  const folder = await mkdtemp(path.join(root, 'test-results/documents-'))
  try {
    await Promise.all(
      blocks.map(({ block }, index) =>
        writeFile(path.join(folder, `block-${index}.${block.language}`), `${block.text}\nexport {}\n`),
      ),
    )
    await writeFile(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tests/tsconfig.json',
        // A block shows how something is called; what it does with the answer is the reader's.
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
        include: ['.', '../../src/vite-env.d.ts'],
      }),
    )
    const found = await run('tsc', ['-p', folder, '--pretty', 'false'])
    return found.split('\n').flatMap((line) => {
      const match = /block-(\d+)\.tsx?\((\d+),\d+\): (.*)$/.exec(line)
      if (!match) return line.trim() ? [line] : []
      const { page, block } = sure(blocks[Number(match[1])])
      return [at(page, block.line + Number(match[2]), sure(match[3]))]
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(tool: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(path.join(root, 'node_modules/.bin', tool), args, { cwd: root }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}` || error.message : ''),
    )
  })
}

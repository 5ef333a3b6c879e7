/** The generated pages are what the database and the API say now. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/docs/pages.ts'
import { referencePages } from '../../scripts/docs/reference.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { ownStack } from '../support/own-stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await ownStack()
})
afterAll(() => stack?.stop())

it('a generated page is what "npm run docs:reference" would write: the schema, one apply, and every function with a call of it', async () => {
  for (const [file, content] of await referencePages(stack))
    expect(await readFile(path.join(root, file), 'utf8'), `${file}: run "npm run docs:reference"`).toBe(
      content,
    )
})

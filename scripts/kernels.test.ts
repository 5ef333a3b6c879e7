import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { compiledKernels, modulePath } from './kernels.ts'

it('the committed kernels are what their source compiles to (if not: npm run kernels)', async () => {
  expect(await readFile(modulePath, 'utf8')).toBe(await compiledKernels())
}, 60_000)

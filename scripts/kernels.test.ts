import { expect, it } from 'vitest'
import { areKernelsOfTheirSource } from './kernels.ts'

it('the committed kernels were compiled from the source beside them (if not: npm run kernels)', async () => {
  expect(await areKernelsOfTheirSource()).toBe(true)
})

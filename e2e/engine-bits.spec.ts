/** The engine gives this browser the bits that were recorded under Node. */
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { recordedFingerprint } from '#domain/projection/fingerprint.ts'

test('the golden household has the recorded fingerprint in this browser', async ({ page }) => {
  const entry = path.join(import.meta.dirname, '../src/domain/projection/fingerprint.ts')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'fingerprint' } },
  })
  const bundle = Array.isArray(built) ? built[0]! : built
  if (!('output' in bundle)) throw new Error('The bundler is watching instead of building.')
  const found = await page.evaluate(async (code) => {
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
    const engine = (await import(url)) as { goldenFingerprint: () => string }
    return engine.goldenFingerprint()
  }, bundle.output[0].code)
  expect(found).toBe(recordedFingerprint)
})

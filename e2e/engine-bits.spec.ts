/** The engine gives this browser the bits that were recorded under Node, with WebAssembly and without. */
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { recordedFingerprint } from '#domain/projection/golden/fingerprint.ts'
import { sure } from '../scripts/sure.ts'

async function bundledEngine(): Promise<string> {
  const entry = path.join(import.meta.dirname, '../src/domain/projection/golden/fingerprint.ts')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'fingerprint' } },
  })
  const bundle = Array.isArray(built) ? sure(built[0]) : built
  if (!('output' in bundle)) throw new Error('The bundler is watching instead of building.')
  return bundle.output[0].code
}

for (const has of [true, false])
  test(`the golden household has the recorded fingerprint in this browser ${has ? 'with' : 'without'} WebAssembly`, async ({
    page,
  }) => {
    const found = await page.evaluate(
      async ([code, hasWebAssembly]) => {
        let instances = 0
        const { Module, Instance } = WebAssembly
        const counted = class extends Instance {
          constructor(module: WebAssembly.Module) {
            super(module)
            instances++
          }
        }
        Object.assign(globalThis, {
          WebAssembly: hasWebAssembly ? { Module, Instance: counted } : undefined,
        })
        const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
        const engine = (await import(url)) as { goldenFingerprint: () => string }
        return { fingerprint: engine.goldenFingerprint(), instances }
      },
      [await bundledEngine(), has] as const,
    )
    expect(found).toEqual({ fingerprint: recordedFingerprint, instances: has ? 1 : 0 })
  })

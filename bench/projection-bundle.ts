/** Bundles `projection-once.ts` as the app is bundled, so that a cold process does not pay for reading TypeScript. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'

export async function bundleOnce(): Promise<{ file: string; remove: () => void }> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'scenarios-bench-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'projection-once.ts'),
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'once.mjs' } },
    },
    ssr: { noExternal: true },
  })
  return { file: path.join(outDir, 'once.mjs'), remove: () => rmSync(outDir, { recursive: true }) }
}

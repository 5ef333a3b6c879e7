/** Bundles `projection-once.ts` as the app is bundled, so that a cold process does not pay for reading TypeScript. */
import { execFileSync } from 'node:child_process'
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

export interface Size {
  readonly instances: number
  readonly paths: number
  readonly years: number
}

/** A run in a process of its own, so that nothing is warm and the peak of memory is its own. */
export function once(
  file: string,
  what: 'project' | 'simulate',
  { instances, paths, years }: Size,
): { ms: number; cpuMs: number; peakMb: number } {
  const args = [file, what, String(instances), String(paths), String(years)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

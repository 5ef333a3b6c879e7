/** Compiles the kernels of src/domain/projection/kernels/assembly: `npm run kernels`. A test compares. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import asc from 'assemblyscript/asc'

const kernels = path.join(import.meta.dirname, '../src/domain/projection/kernels')

export const modulePath = path.join(kernels, 'simd-module.ts')

/** The text of the module that carries the compiled kernels. */
export async function compiledKernels(): Promise<string> {
  let bytes: Uint8Array = new Uint8Array()
  const { error, stderr } = await asc.main(
    [
      ...['simd.ts', 'threefry.ts'],
      ...['--baseDir', path.join(kernels, 'assembly')],
      ...['--outFile', 'simd.wasm', '-O3', '--converge', '--noAssert'],
      ...['--runtime', 'stub', '--enable', 'simd', '--initialMemory', '2', '--maximumMemory', '2'],
    ],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') bytes = contents
      },
    },
  )
  if (error) throw new Error(stderr.toString(), { cause: error })
  const base64 = Buffer.from(bytes).toString('base64')
  return `/** Made from assembly/ by \`npm run kernels\`. */\nexport const simdModule =\n  '${base64}'\n`
}

if (import.meta.main) await writeFile(modulePath, await compiledKernels())

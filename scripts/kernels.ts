/**
 * `npm run kernels` compiles the kernels of src/domain/projection/kernels/assembly; with `--check` it says whether the committed ones are
 * what comes of it. The compiler is 100 MB and a package of its own there: it is installed here, when it is needed, from its lock file.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const kernels = path.join(import.meta.dirname, '../src/domain/projection/kernels')
const assembly = path.join(kernels, 'assembly')
const compilerPath = path.join(assembly, 'node_modules/assemblyscript/dist/asc.js')
const modulePath = path.join(kernels, 'simd-module.ts')

const sources = ['simd.ts', 'threefry.ts']
const options = [
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub'],
  ...['--enable', 'simd', '--initialMemory', '2', '--maximumMemory', '2'],
]

/** What the compiler exports, as far as it is used. */
interface Compiler {
  main: (
    args: string[],
    host: { writeFile: (name: string, contents: Uint8Array | string) => void },
  ) => Promise<{ error: Error | null; stderr: { toString: () => string } }>
}

async function loadCompiler(): Promise<Compiler> {
  if (!existsSync(compilerPath)) {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: assembly,
      stdio: 'inherit',
    })
    if (status !== 0) throw new Error('The compiler of the kernels could not be installed.')
  }
  return (await import(pathToFileURL(compilerPath).href)) as Compiler
}

async function compile(): Promise<string> {
  const compiler = await loadCompiler()
  let bytes: Uint8Array = new Uint8Array()
  const { error, stderr } = await compiler.main(
    [...sources, '--baseDir', assembly, '--outFile', 'simd.wasm', ...options],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') bytes = contents
      },
    },
  )
  if (error) throw new Error(stderr.toString(), { cause: error })
  return Buffer.from(bytes).toString('base64')
}

/** Of all that decides what the kernels are, and of what they are: a change of either alone shows. */
async function digestOf(base64: string): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(options))
  for (const file of [...sources, 'package-lock.json'])
    digest.update(file).update(await readFile(path.join(assembly, file)))
  return digest.update(base64).digest('hex')
}

async function moduleOf(base64: string): Promise<string> {
  return [
    '/** Made from assembly/ by `npm run kernels`. */',
    `// Source, compiler and bytes: ${await digestOf(base64)}`,
    'export const simdModule =',
    `  '${base64}'`,
    '',
  ].join('\n')
}

/** Whether source, compiler, options and bytes are those that were last compiled together, as far as can be told without the compiler. */
export async function areKernelsOfTheirSource(): Promise<boolean> {
  const text = await readFile(modulePath, 'utf8')
  const base64 = /'(.+)'/.exec(text)?.[1] ?? ''
  return text === (await moduleOf(base64))
}

async function main(): Promise<void> {
  const compiled = await moduleOf(await compile())
  if (!process.argv.includes('--check')) return writeFile(modulePath, compiled)
  if ((await readFile(modulePath, 'utf8')) === compiled) return
  process.stderr.write(
    'The committed kernels are not what their source compiles to. Run "npm run kernels".\n',
  )
  process.exitCode = 1
}

if (import.meta.main) await main()

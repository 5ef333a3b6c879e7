/** Compiles the C reference, hands it a compiled plan, reads back its time and results. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { integerFields, numberFields } from '#domain/projection/compile/compiled-fields.ts'
import type { CompiledPlan } from '#domain/projection/compile/compiled-plan.ts'
import { pathRows } from '#domain/projection/engine/record.ts'
import { powersOfTwo } from '#domain/projection/numbers/exp.ts'
import { normalTable } from '#domain/projection/numbers/inverse-normal.ts'
import { BLOCK_PATHS, blockCount, blockRunner } from '#domain/projection/simulation/blocks.ts'
import { quantileScratch } from '#domain/projection/simulation/quantiles.ts'
import { bandsOf } from '#domain/projection/simulation/summarise.ts'
import { carriedLosses, taxYearFlows } from '#domain/tax/settle-year.ts'

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

function serialised(plan: CompiledPlan, paths: number): Buffer {
  const a = plan.assumptions
  const [yearsOfLaw, ...others] = a.laws
  const [seen] = plan.opening.ledgers
  const [carried] = plan.opening.carried
  if (!yearsOfLaw || !seen || !carried || others.length > 0)
    throw new RangeError('The reference knows one taxpayer.')
  const parts: ArrayBufferView[] = [
    Int32Array.of(
      plan.count,
      a.years,
      a.seed,
      a.carriesLossesForward ? 1 : 0,
      a.firstTaxYearEnd,
      a.indexedFrom,
      a.rentalLossesFrom,
      a.taxesGainsApart ? 1 : 0,
      a.taxesDividendsApart ? 1 : 0,
      plan.hasBonds ? 1 : 0,
      yearsOfLaw.length,
      paths,
      BLOCK_PATHS,
    ),
    Float64Array.of(
      a.creditRate,
      a.deficitRate,
      a.inflationGrowth,
      a.discount,
      a.leastGainRate,
      a.interestCreditRate,
      a.ratePersistence,
      a.rateStep,
      ...a.factors,
      plan.opening.household,
      seen.assessable,
      seen.waitingDwellings,
      seen.otherDwellings,
      ...taxYearFlows.map((key) => seen[key]),
      ...carriedLosses.map((key) => carried[key]),
    ),
    a.priceIndex,
    ...yearsOfLaw.flatMap(({ basic, table, levy, gains, dividends, ...amounts }) => [
      Float64Array.of(
        amounts.otherIncome,
        amounts.otherLoss,
        amounts.taxOnOther,
        amounts.withheldShare,
        amounts.gainsAllowance,
        amounts.dividendAllowance,
        amounts.dividendsFree,
        amounts.taxFree,
      ),
      ...[basic, table, levy, gains, dividends].flatMap(({ start, thresholds, rates }) => [
        Float64Array.of(start, rates.length),
        thresholds,
        rates,
      ]),
    ]),
    ...numberFields.map((field) => plan[field]),
    ...integerFields.map((field) => plan[field]),
  ]
  return Buffer.concat(parts.map(bytesOf))
}

export interface Reference {
  /** Runs a plan; returns seconds, and the bytes of bands, paths and sums. */
  run(plan: CompiledPlan, paths: number): { seconds: number; results: Buffer }
  close(): void
}

/** What the reference does and in the order in which it writes it: bands of every row, then every path of each block. */
export function runAsReference(plan: CompiledPlan, paths: number): Float64Array[] {
  const runner = blockRunner(plan, paths)
  const blocks = Array.from({ length: blockCount(paths) }, (_, block) => runner(block))
  const column = new Float64Array(paths)
  const scratch = quantileScratch(paths)
  const bands = pathRows.map((row) => bandsOf(blocks, row, plan.assumptions.years + 1, column, scratch))
  return [
    ...bands,
    ...blocks.flatMap(({ totals, instances, household, taxed, taxYears }) => [
      totals,
      instances,
      household,
      taxed,
      taxYears,
    ]),
  ]
}

/** How many of `parts`, in the order in which the reference writes them, differ in a bit from its results. */
export function countDifferences(parts: readonly Float64Array[], results: Buffer): number {
  let different = 0
  let at = 0
  for (const part of parts) {
    const bytes = bytesOf(part)
    if (results.compare(bytes, 0, bytes.length, at, at + bytes.length) !== 0) different++
    at += bytes.length
  }
  return different + (at === results.length ? 0 : 1)
}

/** The reference, compiled anew; null where there is no C compiler. */
export function compileReference(): Reference | null {
  const directory = mkdtempSync(path.join(tmpdir(), 'scenarios-reference-'))
  const source = path.join(import.meta.dirname, 'reference')
  const program = path.join(directory, 'reference')
  const files = readdirSync(source).filter((file) => file.endsWith('.c'))
  try {
    const inputs = files.map((file) => path.join(source, file))
    execFileSync('gcc', ['-O3', '-ffp-contract=off', ...inputs, '-o', program], { stdio: 'pipe' })
  } catch (error) {
    rmSync(directory, { recursive: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const input = path.join(directory, 'plan')
  const output = path.join(directory, 'results')
  writeFileSync(`${input}.tables`, Buffer.concat([bytesOf(powersOfTwo), bytesOf(normalTable())]))
  return {
    run: (plan, paths) => {
      writeFileSync(input, serialised(plan, paths))
      const seconds = Number(execFileSync(program, [input, output], { encoding: 'utf8' }))
      return { seconds, results: readFileSync(output) }
    },
    close: () => rmSync(directory, { recursive: true }),
  }
}

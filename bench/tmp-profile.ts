import { compilePlan } from '#domain/projection/compile/compile.ts'
import { pathRows } from '#domain/projection/engine/record.ts'
import { blockCount, blockRunner } from '#domain/projection/simulation/blocks.ts'
import { quantileScratch } from '#domain/projection/simulation/quantiles.ts'
import { bandsOf } from '#domain/projection/simulation/summarise.ts'
import { benchmarkPlan } from './projection-plan.ts'
import { compileReference } from './projection-reference.ts'

const n = Number(process.argv[2] ?? 10)
const plan = benchmarkPlan(n, 10000)
const ref = process.argv[3] ? compileReference() : null
for (let k = 0; k < 5; k++) {
  const c0 = process.threadCpuUsage()
  const runner = blockRunner(compilePlan(plan), 10000)
  const blocks = Array.from({ length: blockCount(10000) }, (_, b) => runner(b))
  const c1 = process.threadCpuUsage(c0)
  const column = new Float64Array(10000),
    scratch = quantileScratch(10000)
  for (const row of pathRows) bandsOf(blocks, row, 41, column, scratch)
  const c2 = process.threadCpuUsage(c0)
  console.log(
    'blocks',
    (c1.user + c1.system) / 1e6,
    'all',
    (c2.user + c2.system) / 1e6,
    ref ? ref.run(compilePlan(plan), 10000).seconds : '',
  )
}
ref?.close()

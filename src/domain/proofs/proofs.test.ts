/** What is calculated agrees with what others have printed. The same rows are the page docs/reference/proofs.md. */
import { describe, expect, it } from 'vitest'
import { chanceProofs } from './chance.test-support.ts'
import { customProofs } from './custom.test-support.ts'
import { depreciationProofs } from './depreciation.test-support.ts'
import { drawdownProofs } from './drawdown.test-support.ts'
import { costBaseProofs, gainProofs, yearOfGainsProofs } from './gains.test-support.ts'
import { courseProofs } from './loan-courses.test-support.ts'
import { loanProofs } from './loans.test-support.ts'
import { peopleProofs } from './people.test-support.ts'
import { agrees, type Proof } from './proof.test-support.ts'
import { refinanceProofs } from './refinancing.test-support.ts'
import { returnProofs } from './returns.test-support.ts'
import { saleProofs } from './sales.test-support.ts'
import { incomeTaxProofs } from './tax.test-support.ts'
import { wrapperProofs } from './wrappers.test-support.ts'

describe.each([
  ['loans', [...loanProofs, ...courseProofs, ...refinanceProofs]],
  ['returns', returnProofs],
  ['drawdown', drawdownProofs],
  ['depreciation', depreciationProofs],
  ['chance', chanceProofs],
  ['income tax', incomeTaxProofs],
  ['gains and rental losses', [...gainProofs, ...costBaseProofs, ...yearOfGainsProofs]],
  ['sales', saleProofs],
  ['two people', peopleProofs],
  ['brackets of one’s own', customProofs],
  ['accounts that are taxed otherwise', wrapperProofs],
])('%s', (_, proofs) => {
  it.each(proofs.map((proof) => [proof.figure, proof] as const))('%s', (_figure, proof) => {
    const ours = proof.ours()
    expect(agrees(proof, ours), `ours ${ours}, published ${proof.published}`).toBe(true)
  })
})

it('is no agreement to differ by more than the tolerance, or in a letter', () => {
  const proof = (published: Proof['published'], tolerance: number): Proof => ({
    figure: '',
    source: '',
    published,
    ours: () => 0,
    tolerance,
  })
  expect([agrees(proof(1, 0.1), 1.1001), agrees(proof(1, 0.1), 0.9)]).toEqual([false, true])
  expect([agrees(proof('a', 9), 'b'), agrees(proof('a', 9), 'a'), agrees(proof(1, 9), 'none')]).toEqual([
    false,
    true,
    false,
  ])
})

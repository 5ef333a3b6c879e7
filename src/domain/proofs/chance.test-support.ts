/** Published figures of random numbers, distributions and quantiles. */
import { inverseNormal } from '../projection/numbers/inverse-normal.ts'
import { threefryWords } from '../projection/numbers/threefry.ts'
import { quantileScratch, quantiles } from '../projection/simulation/quantiles.ts'
import type { Proof } from './proof.test-support.ts'

const random123 =
  '[Random123](https://github.com/DEShawResearch/random123), `kat_vectors`, threefry4x32 of 20 rounds'
const wichura = 'Wichura, “Algorithm AS 241”, *Applied Statistics* 37 (1988)'
const hyndmanFan =
  'Hyndman & Fan, *The American Statistician* 50 (1996), definition 7, as R’s `quantile(1:10)`'

/** The words of one counter and key, written as the vectors are. */
function threefry(counter: string, key: string): string {
  const words = (text: string) => text.split(' ').map((word) => Number.parseInt(word, 16) | 0)
  const [c0, c1, c2, c3] = words(counter) as [number, number, number, number]
  const [k0, k1, k2, k3] = words(key) as [number, number, number, number]
  const out = new Int32Array(4)
  threefryWords(out, k0, k1, k2, k3, c0, 1, c1, c2, c3)
  return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ')
}

const vectors = [
  [
    '00000000 00000000 00000000 00000000',
    '00000000 00000000 00000000 00000000',
    '9c6ca96a e17eae66 fc10ecd4 5256a7d8',
  ],
  [
    'ffffffff ffffffff ffffffff ffffffff',
    'ffffffff ffffffff ffffffff ffffffff',
    '2a881696 57012287 f6c7446e a16a6732',
  ],
  [
    '243f6a88 85a308d3 13198a2e 03707344',
    'a4093822 299f31d0 082efa98 ec4e6c89',
    '59cd1dbb b8879579 86b5d00c ac8b6d84',
  ],
] as const

function quartileOfTen(index: number): number {
  const out = new Float64Array(3)
  quantiles(
    Float64Array.from([10, 3, 7, 1, 9, 2, 8, 4, 6, 5]),
    [0.25, 0.5, 0.75],
    quantileScratch(10),
    out,
    0,
  )
  return out[index]!
}

export const chanceProofs: readonly Proof[] = [
  ...vectors.map(([counter, key, published]) => ({
    figure: `words of counter ${counter}, key ${key}`,
    source: random123,
    published,
    ours: () => threefry(counter, key),
    tolerance: 0,
  })),
  ...(
    [
      [0.25, -0.6744897501960817, 5e-16],
      [0.001, -3.090232306167814, 5e-15],
      // Printed to a place more than a number holds.
      [1e-20, -9.26234008979841, 1e-14],
    ] as const
  ).map(([probability, published, tolerance]) => ({
    figure: `standard normal below which ${probability} of it lies`,
    source: wichura,
    published,
    ours: () => inverseNormal(probability),
    tolerance,
  })),
  ...[3.25, 5.5, 7.75].map((published, index) => ({
    figure: `quartile ${index + 1} of the numbers 1 to 10`,
    source: hyndmanFan,
    published,
    ours: () => quartileOfTen(index),
    tolerance: 0,
  })),
]

/**
 * Standard normal numbers from 32-bit words, by the inverse of the distribution.
 *
 * `inverseNormal` is Wichura's algorithm AS 241 (PPND16), Applied Statistics 37 (1988), good to 1e-15. The
 * loops over paths use a table of cubics made from it: 16 segments in each octave of the probability, each
 * matching value and slope at both ends (error below 3e-7 of a standard deviation everywhere).
 */
import { exp } from './exp.ts'
import { log } from './log.ts'

function ratio(x: number, top: readonly number[], bottom: readonly number[]): number {
  let numerator = 0
  let denominator = 0
  for (let i = top.length - 1; i >= 0; i--) numerator = numerator * x + top[i]!
  for (let i = bottom.length - 1; i >= 0; i--) denominator = denominator * x + bottom[i]!
  return numerator / denominator
}

const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]
const MIDDLE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const MIDDLE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const TAIL_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const TAIL_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
]

/** The z with Φ(z) = probability, for a probability strictly between 0 and 1. */
export function inverseNormal(probability: number): number {
  const q = probability - 0.5
  if (q >= -0.425 && q <= 0.425) return q * ratio(0.180625 - q * q, CENTRE_TOP, CENTRE_BOTTOM)
  const tail = Math.sqrt(-log(q < 0 ? probability : 1 - probability))
  const z = tail <= 5 ? ratio(tail - 1.6, MIDDLE_TOP, MIDDLE_BOTTOM) : ratio(tail - 5, TAIL_TOP, TAIL_BOTTOM)
  return q < 0 ? -z : z
}

const SEGMENTS = 16
const SQRT_TWO_PI = 2.5066282746310002

/** Octaves of the probability: as many as a word has bits. */
const OCTAVES = 32
const FRACTION_UNIT = 1 / 2147483648

/**
 * Four coefficients of a cubic for each (octave, next four bits). An odd word is 2^octave · (1 + (bits + 16·f)/16):
 * with f its lowest 27 bits, once its first bit has been shifted to the front, over 2^31,
 * z = c0 + f(c1 + f(c2 + f·c3)). So a row is what a floating-point number has in its exponent and first four bits.
 */
function buildNormalTable(): Float64Array {
  const table = new Float64Array(OCTAVES * SEGMENTS * 4)
  let octaveWidth = 0.25
  for (let octave = OCTAVES - 1; octave >= 0; octave--) {
    for (let segment = 0; segment < SEGMENTS; segment++) {
      const width = octaveWidth / SEGMENTS
      const left = -inverseNormal(octaveWidth + segment * width)
      const right = -inverseNormal(octaveWidth + (segment + 1) * width)
      const leftSlope = -SQRT_TWO_PI * exp((left * left) / 2) * width
      const rightSlope = -SQRT_TWO_PI * exp((right * right) / 2) * width
      // A segment is 2^27 of 2^31.
      table.set(
        [
          left,
          leftSlope * 16,
          (3 * (right - left) - 2 * leftSlope - rightSlope) * 256,
          (2 * (left - right) + leftSlope + rightSlope) * 4096,
        ],
        (octave * SEGMENTS + segment) * 4,
      )
    }
    octaveWidth /= 2
  }
  return table
}

let builtTable: Float64Array | null = null

/** The table, made when it is first asked for: only simulations need it. */
export function normalTable(): Float64Array {
  builtTable ??= buildNormalTable()
  return builtTable
}

/**
 * One standard normal from a word. The lowest bit is the sign; with it set, the word over 2^33 is a probability in
 * (0, ½) that no word makes 0.
 */
function normalOf(table: Float64Array, word: number): number {
  const odd = word | 1
  const zeros = Math.clz32(odd)
  const shifted = odd << zeros
  const at = (((31 - zeros) << 6) + ((shifted >>> 25) & 0x3c)) | 0
  const f = (shifted & 0x7ffffff) * FRACTION_UNIT
  const z = table[at]! + f * (table[at + 1]! + f * (table[at + 2]! + f * table[at + 3]!))
  return (1 - ((word & 1) << 1)) * z
}

/** Turns 32-bit words into standard normals: four a turn, so that the cost of a turn is paid once for four. */
export function normalsFromWords(out: Float64Array, words: Int32Array, count: number): void {
  const table = normalTable()
  const fours = count & ~3
  for (let i = 0; i < fours; i += 4) {
    out[i] = normalOf(table, words[i]!)
    out[i + 1] = normalOf(table, words[i + 1]!)
    out[i + 2] = normalOf(table, words[i + 2]!)
    out[i + 3] = normalOf(table, words[i + 3]!)
  }
  for (let i = fours; i < count; i++) out[i] = normalOf(table, words[i]!)
}

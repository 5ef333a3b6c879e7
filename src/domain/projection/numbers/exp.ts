/**
 * The exponential function from additions, multiplications and a table, so that every JavaScript engine
 * gives the same bits: `Math.exp` is only "implementation-approximated" by ECMA-262 and does differ.
 *
 * Method: x = k·ln2/32 + r with |r| ≤ ln2/64, then 2^(k/32) from a table times a Taylor polynomial in r
 * (truncation below 2.3e-15). Tang, "Table-driven implementation of the exponential function in IEEE
 * floating-point arithmetic", ACM TOMS 15 (1989).
 */

/** Entries of `powersOfTwo` on each side of 2^0: 64 octaves of 32 steps. */
export const POWER_TABLE_HALF = 2048

/** Adding and subtracting 1.5·2^52 rounds a double of small size to the nearest integer. */
export const ROUNDING_SHIFT = 6755399441055744
/** 32 / ln 2 */
export const STEPS_PER_NATURAL_UNIT = 46.16624130844683
/** ln 2 / 32, upper part with its lowest bits zero, so that a product with a table index is exact. */
export const STEP_HIGH = 0.021660849392446835
/** ln 2 / 32 − STEP_HIGH */
export const STEP_LOW = 5.145609244655338e-14

const LN2 = Math.LN2

function taylorExp(x: number): number {
  let sum = 1
  for (let n = 24; n >= 1; n--) sum = 1 + (x / n) * sum
  return sum
}

function buildPowersOfTwo(): Float64Array {
  const table = new Float64Array(2 * POWER_TABLE_HALF)
  const octave = Float64Array.from({ length: 32 }, (_, step) =>
    step <= 16 ? taylorExp((step * LN2) / 32) : 2 * taylorExp(((step - 32) * LN2) / 32),
  )
  for (let index = 0; index < table.length; index++) {
    const k = index - POWER_TABLE_HALF
    let scale = 1
    for (let octaves = k >> 5; octaves > 0; octaves--) scale *= 2
    for (let octaves = k >> 5; octaves < 0; octaves++) scale /= 2
    table[index] = scale * octave[k & 31]!
  }
  return table
}

/** 2^(k/32) for k from −2048 to 2047, at index k + 2048. */
export const powersOfTwo = buildPowersOfTwo()

/**
 * e^x for any x; within 3e-15 of it for x between −44 and 44, within 1e-13 beyond.
 * Loops over paths repeat the arithmetic inline (see `grow.ts`): the two must stay the same.
 */
export function exp(x: number): number {
  if (x > 44 || x < -44) {
    if (x > 1000) return Number.POSITIVE_INFINITY
    if (x < -1000) return 0
    const half = exp(x / 2)
    return half * half
  }
  const k = x * STEPS_PER_NATURAL_UNIT + ROUNDING_SHIFT - ROUNDING_SHIFT
  const r = x - k * STEP_HIGH - k * STEP_LOW
  const power = powersOfTwo[k + POWER_TABLE_HALF]!
  return power + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))))
}

/**
 * The kernels in AssemblyScript, for WebAssembly with its fixed-width vectors: two numbers or four words at once, the
 * formulas of the plain kernels operation for operation, so the same bits. `npm run kernels` compiles them.
 *
 * Addresses are multiples of 16. Loops run on to the end of their last vector, into padding behind the arrays.
 */

/** 2^(k/32) at index k + 2048, as `powersOfTwo` of numbers/exp.ts. Whoever makes an instance fills it in. */
export const powers: usize = memory.data(32768, 16)
/** `normalTable` of numbers/inverse-normal.ts. Whoever makes an instance fills it in. */
export const cubics: usize = memory.data(16384, 16)
/** Where the arrays of whoever makes an instance begin. */
export const arrays: usize = __heap_base

// Constants are kept in memory: in place, V8 would build each of them from three instructions at every use.
const ONES = memory.data<i32>([1, 1], 8)
const WORD_EXPONENTS = memory.data<i32>([0x03500000, 0x03500000], 8)
const WORD_BIAS = memory.data<u64>([0x0350000000000000])
const ROW_BITS = memory.data<u64>([0xffffffe0])
const FRACTION_BITS = memory.data<u64>([0x0000ffffffffffff])
const ONE = memory.data<f64>([1])
const HALF = memory.data<f64>([1 / 2])
const THIRD = memory.data<f64>([1 / 3])
const QUARTER = memory.data<f64>([1 / 4])
const FIFTH = memory.data<f64>([1 / 5])
const SIXTH = memory.data<f64>([1 / 6])
const SEVENTH = memory.data<f64>([1 / 7])
const EIGHTH = memory.data<f64>([1 / 8])
const NINTH = memory.data<f64>([1 / 9])
const PART_OF_24 = memory.data<f64>([1 / 24])
const PART_OF_120 = memory.data<f64>([1 / 120])
const SHIFT = memory.data<f64>([6755399441055744])
const STEPS = memory.data<f64>([46.16624130844683])
const STEP_HIGH = memory.data<f64>([0.021660849392446835])
const STEP_LOW = memory.data<f64>([5.145609244655338e-14])
const LARGEST = memory.data<f64>([44])
const SMALLEST = memory.data<f64>([-44])
const NEAR_ZERO = memory.data<f64>([1e-5])
const SHORT_SERIES = memory.data<f64>([0.02])

function both(constant: usize): v128 {
  return v128.load64_splat(constant)
}

/**
 * `normalsFromWords` of numbers/inverse-normal.ts. A word becomes a double by being set behind the exponent of 2^−970 and
 * taking that away: what is left has its leading zeros in an exponent from 1 to 32, then the bits of the segment,
 * together the row of the table, and then those of the fraction.
 */
export function normalsFromWords(out: usize, words: usize, count: i32): void {
  const end = out + (count << 3)
  for (; out < end; out += 16, words += 8) {
    const word = v128.load64_zero(words)
    const odd = v128.or(word, both(ONES))
    const bits = f64x2.sub(i32x4.shuffle(odd, both(WORD_EXPONENTS), 0, 4, 1, 5), both(WORD_BIAS))
    const rows = v128.and(i64x2.shr_u(bits, 43), both(ROW_BITS))
    const one = both(ONE)
    const f = f64x2.sub(v128.or(v128.and(bits, both(FRACTION_BITS)), one), one)
    const row = <usize>i32x4.extract_lane(rows, 0) + (cubics - 512)
    const nextRow = <usize>i32x4.extract_lane(rows, 2) + (cubics - 512)
    const low = v128.load(row)
    const high = v128.load(row, 16)
    const nextLow = v128.load(nextRow)
    const nextHigh = v128.load(nextRow, 16)
    const c0 = i64x2.shuffle(low, nextLow, 0, 2)
    const c1 = i64x2.shuffle(low, nextLow, 1, 3)
    const c2 = i64x2.shuffle(high, nextHigh, 0, 2)
    const c3 = i64x2.shuffle(high, nextHigh, 1, 3)
    const z = f64x2.add(c0, f64x2.mul(f, f64x2.add(c1, f64x2.mul(f, f64x2.add(c2, f64x2.mul(f, c3))))))
    const signs = i32x4.shuffle(i32x4.splat(0), i32x4.shl(word, 31), 0, 4, 1, 5)
    v128.store(out, v128.xor(z, signs))
  }
}

/** 2^(k/32) for both k, where `shifted` is k + 1.5·2^52: k is then the lower half of the double's bits. */
function powersAt(shifted: v128): v128 {
  const first = <usize>(i32x4.extract_lane(shifted, 0) << 3) + (powers + 16384)
  const second = <usize>(i32x4.extract_lane(shifted, 2) << 3) + (powers + 16384)
  return v128.load64_lane(second, v128.load64_zero(first), 1)
}

/** What `exp` of numbers/exp.ts leaves of x when the steps of the table are taken off. */
function remainder(x: v128, k: v128): v128 {
  return f64x2.sub(f64x2.sub(x, f64x2.mul(k, both(STEP_HIGH))), f64x2.mul(k, both(STEP_LOW)))
}

/** e^r − 1 for that remainder. */
function expLessOne(r: v128): v128 {
  let sum = f64x2.add(both(PART_OF_24), f64x2.mul(r, both(PART_OF_120)))
  sum = f64x2.add(both(SIXTH), f64x2.mul(r, sum))
  sum = f64x2.add(both(HALF), f64x2.mul(r, sum))
  return f64x2.add(r, f64x2.mul(f64x2.mul(r, r), sum))
}

/** exp(drift + shared · factor + own · normal) of each path, as `growths` of plain.ts. */
export function growths(
  out: usize,
  factor: usize,
  normals: usize,
  count: i32,
  drift: f64,
  shared: f64,
  own: f64,
): void {
  const drifts = f64x2.splat(drift)
  const shareds = f64x2.splat(shared)
  const owns = f64x2.splat(own)
  const end = out + (count << 3)
  for (; out < end; out += 16, factor += 16, normals += 16) {
    const moved = f64x2.add(
      f64x2.add(drifts, f64x2.mul(shareds, v128.load(factor))),
      f64x2.mul(owns, v128.load(normals)),
    )
    const x = f64x2.pmax(f64x2.pmin(moved, both(LARGEST)), both(SMALLEST))
    const shifted = f64x2.add(f64x2.mul(x, both(STEPS)), both(SHIFT))
    const power = powersAt(shifted)
    const rest = expLessOne(remainder(x, f64x2.sub(shifted, both(SHIFT))))
    v128.store(out, f64x2.add(power, f64x2.mul(power, rest)))
  }
}

/**
 * `repaidShares` of engine/level-payment.ts, for n payments left. In two loops, because each is one long chain of
 * operations that wait for each other: the shorter the chain, the more rates the processor has in hand at once.
 */
export function repaidShares(out: usize, rates: usize, count: i32, payments: f64): void {
  const n = f64x2.splat(payments)
  const size = count << 3
  for (let at = 0; at < size; at += 16) {
    const rate = v128.load(rates + at)
    let sum = f64x2.sub(both(EIGHTH), f64x2.mul(rate, both(NINTH)))
    sum = f64x2.sub(both(SEVENTH), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(SIXTH), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(FIFTH), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(QUARTER), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(THIRD), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(HALF), f64x2.mul(rate, sum))
    sum = f64x2.sub(both(ONE), f64x2.mul(rate, sum))
    v128.store(out + at, f64x2.mul(n, f64x2.mul(rate, sum)))
  }
  for (let at = 0; at < size; at += 16) {
    const rate = v128.load(rates + at)
    const y = v128.load(out + at)
    const isUsual = v128.and(
      f64x2.lt(rate, both(SHORT_SERIES)),
      v128.and(f64x2.ge(y, both(NEAR_ZERO)), f64x2.le(y, both(LARGEST))),
    )
    if (i64x2.all_true(isUsual)) {
      const shifted = f64x2.add(f64x2.mul(y, both(STEPS)), both(SHIFT))
      const power = powersAt(shifted)
      const rest = expLessOne(remainder(y, f64x2.sub(shifted, both(SHIFT))))
      const growth = f64x2.add(f64x2.sub(power, both(ONE)), f64x2.mul(power, rest))
      v128.store(out + at, f64x2.div(rate, growth))
    } else {
      store<f64>(out + at, repaidShare(load<f64>(rates + at), load<f64>(out + at), payments))
      store<f64>(out + at + 8, repaidShare(load<f64>(rates + at + 8), load<f64>(out + at + 8), payments))
    }
  }
}

/** One share, usual or not, as `anyShare` of engine/level-payment.ts. */
function repaidShare(rate: f64, shortSeries: f64, n: f64): f64 {
  let y = shortSeries
  if (rate >= 0.02) {
    const s = rate / (2 + rate)
    const q = s * s
    y =
      n * (2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13))))))))
  }
  if (y < 1e-5) return (1 - rate * ((n - 1) / 2 - (rate * (n * n - 1)) / 12)) / n
  if (y > 44) y = 44
  const k = y * 46.16624130844683 + 6755399441055744 - 6755399441055744
  const r = y - k * 0.021660849392446835 - k * 5.145609244655338e-14
  const power = load<f64>(powers + ((<i32>k + 2048) << 3))
  return rate / (power - 1 + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))))
}

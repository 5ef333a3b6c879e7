/** Sums and products of numbers as they are written, not as binary fractions: 0.1 + 0.2 is 0.3, as in the database. */

export interface Decimal {
  readonly digits: bigint
  /** How many of them stand behind the decimal sign. */
  readonly scale: number
}

/** A number as it is written in the fewest digits that mean it. */
export function toDecimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }
}

export function sumOf(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  const at = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own)
  return { digits: at(a) + at(b), scale }
}

export function productOf(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

/**
 * To fifteen significant digits, which a double always gives back as they were. Halves go away from zero; what is closer
 * to zero than any double becomes the smallest one, so that nobody takes it for zero.
 */
export function inFifteenDigits({ digits, scale }: Decimal): number {
  const excess = digits.toString().replace('-', '').length - 15
  const kept = excess > 0 ? without(excess, digits) : digits
  const number = Number(`${kept}e${Math.max(excess, 0) - scale}`)
  return number === 0 && digits !== 0n ? Number.MIN_VALUE : number
}

/** To a whole number. Halves go away from zero. */
export function toWhole({ digits, scale }: Decimal): number {
  return Number(without(scale, digits))
}

/** Without so many of the last digits, rounded. */
function without(count: number, digits: bigint): bigint {
  const unit = 10n ** BigInt(count)
  const size = digits < 0n ? -digits : digits
  const kept = (size + unit / 2n) / unit
  return digits < 0n ? -kept : kept
}

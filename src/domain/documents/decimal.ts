/** Numbers as they are written, which a double may not hold; private.survives_float8 asks for the same. */

/** What is wrong with a number of JSON, given as it is written; null when a browser keeps it as it is. */
export function decimalProblem(written: string): string | null {
  // Fifteen digits always survive.
  if (written.length <= 15 && !/e/i.test(written)) return null
  const value = Math.abs(Number(written))
  if (value > 1e300) return `${short(written)} is too large to be kept.`
  const given = digitsAndExponent(written)
  if (given.digits !== '' && value < 1e-300) return `${short(written)} is too close to 0 to be kept.`
  const kept = digitsAndExponent(String(value))
  if (given.digits === kept.digits && given.exponent === kept.exponent) return null
  return `${short(written)} has more digits than can be kept; it would become ${value}.`
}

/** Significant digits and the power of ten of the last of them. Of zero: none. */
function digitsAndExponent(written: string): { digits: string; exponent: number } {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written) ?? []
  const all = (whole + fraction).replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  if (digits === '') return { digits, exponent: 0 }
  return { digits, exponent: Number(power) - fraction.length + all.length - digits.length }
}

function short(written: string): string {
  return written.length > 40 ? `${written.slice(0, 40)}…` : written
}

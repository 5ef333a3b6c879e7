/** Where things lie in a chart: years across, amounts upwards. */

export interface Geometry {
  readonly width: number
  readonly height: number
  /** The room around the plot. */
  readonly margin: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
  readonly x: (year: number) => number
  readonly y: (amount: number) => number
  /** The amounts that get a line and a label, lowest first; all that is drawn lies between the first and the last. */
  readonly amounts: readonly number[]
  /** The years that get a label. */
  readonly labelled: readonly number[]
}

interface GeometryInput {
  readonly width: number
  readonly height: number
  readonly years: number
  /** The lowest and the highest amount drawn. */
  readonly extent: readonly [number, number]
  readonly amountLabel: (amount: number) => string
}

/** Of text of 12 pixels, on average and rather too much; a full-width character (￥, 万) fills its square. */
const characterWidth = 7.2
const fullWidth = 12
const fullWidthCharacters =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/g
const yearLabelWidth = 64

/** The lowest and the highest of some series, and zero. */
export function extentOf(series: readonly Float64Array[], ...others: readonly number[]): [number, number] {
  let [low, high] = [0, 0]
  for (const values of [...series, others])
    for (const amount of values) {
      if (amount < low) low = amount
      if (amount > high) high = amount
    }
  return [low, high]
}

/** Round numbers in equal steps, the first not above `low` and the last not below `high`. */
export function roundSteps(low: number, high: number, most = 6): number[] {
  const rough = (high - low || Math.abs(high) || 1) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough * 0.9) ?? 10)
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)]
  return Array.from({ length: Math.max(last, first + 1) - first + 1 }, (_, index) => (first + index) * step)
}

/** Every so many years that their labels have room. */
function labelledYears(years: number, room: number): number[] {
  const most = Math.max(1, Math.floor(room / yearLabelWidth))
  const step = [1, 2, 5, 10, 20].find((candidate) => years / candidate <= most) ?? years
  return Array.from({ length: Math.floor(years / step) + 1 }, (_, index) => index * step)
}

function labelWidth(label: string): number {
  const full = label.match(fullWidthCharacters)?.length ?? 0
  return full * fullWidth + (label.length - full) * characterWidth
}

export function chartGeometry({ width, height, years, extent, amountLabel }: GeometryInput): Geometry {
  const amounts = roundSteps(...extent)
  const widest = Math.max(...amounts.map((amount) => labelWidth(amountLabel(amount))))
  const margin = { top: 8, right: 20, bottom: 28, left: Math.ceil(widest) + 10 }
  const across = Math.max(1, width - margin.left - margin.right)
  const upwards = Math.max(1, height - margin.top - margin.bottom)
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)]
  return {
    width,
    height,
    margin,
    x: (year) => margin.left + (year / Math.max(1, years)) * across,
    y: (amount) => margin.top + (1 - (amount - lowest) / (highest - lowest)) * upwards,
    amounts,
    labelled: labelledYears(years, across),
  }
}

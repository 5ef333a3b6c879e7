/** A waterfall as bars: from an amount through steps to another, in amounts that add up as they are written. */
import { roundParts, roundTo } from '#domain/money/round.ts'
import { counted } from '#lib/counted.ts'

/** An amount that the waterfall leads from or to. */
export interface WaterfallEnd {
  readonly label: string
  readonly amount: number
}

export interface WaterfallStep {
  readonly key: string
  readonly label: string
  /** What it adds; below zero what it takes away. */
  readonly amount: number
  /** The address of what the bar stands for. */
  readonly to?: string
  /** Shows what the bar stands for. */
  readonly onOpen?: () => void
}

/** The steps add up to what lies between the two ends. */
export interface Waterfall<Step extends WaterfallStep = WaterfallStep> {
  readonly start: WaterfallEnd
  readonly steps: readonly Step[]
  readonly end: WaterfallEnd
}

/** In the decimals in which it is written, the steps of which still lead from the start to the end. What is so already stays. */
export function asWritten<Step extends WaterfallStep>(
  waterfall: Waterfall<Step>,
  decimals: number,
): Waterfall<Step> {
  const start = { ...waterfall.start, amount: roundTo(decimals, waterfall.start.amount) }
  const end = { ...waterfall.end, amount: roundTo(decimals, waterfall.end.amount) }
  const amounts = roundParts(
    waterfall.steps.map(({ amount }) => amount),
    end.amount - start.amount,
    decimals,
  )
  const steps = waterfall.steps.map((step, index) => ({ ...step, amount: amounts[index] ?? 0 }))
  return { start, steps, end }
}

/** A step and where its bar begins and ends. */
export interface Bar {
  readonly step: WaterfallStep
  readonly from: number
  readonly to: number
  /** Of a bar that stands for several small ones: these, in the same room. */
  readonly parts?: readonly Bar[]
}

const othersKey = 'others'

/** Steps that have a bar of their own, the others together included. */
const mostBars = 14

/** More than any currency has: only the noise of floats is rounded away. */
const decimalsKept = 4

function barsFrom(start: number, steps: readonly WaterfallStep[]): Bar[] {
  let level = start
  return steps.map((step) => {
    const from = level
    level = roundTo(decimalsKept, from + step.amount)
    return { step, from, to: level }
  })
}

/** The bars of the steps in their order; where there are many, the smallest come last, as one. */
export function barsOf({ start, steps }: Waterfall, most = mostBars): Bar[] {
  if (steps.length <= most) return barsFrom(start.amount, steps)
  const largest = new Set(
    steps.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, most - 1),
  )
  const bars = barsFrom(
    start.amount,
    steps.filter((step) => largest.has(step)),
  )
  const small = steps.filter((step) => !largest.has(step))
  const from = bars.at(-1)?.to ?? start.amount
  const parts = barsFrom(from, small)
  const to = parts.at(-1)?.to ?? from
  const label = `${counted(small.length, 'other')} together`
  return [
    ...bars,
    { step: { key: othersKey, label, amount: roundTo(decimalsKept, to - from) }, from, to, parts },
  ]
}

export interface Scale {
  /** Where an amount lies, from 0 on the left to 100 on the right. */
  readonly place: (amount: number) => number
  /** The amount on the left where that is not zero, because what differs would be too small to see; else null. */
  readonly cutAt: number | null
}

/** Below this part of the largest amount what differs is enlarged. */
const smallPart = 0.3

/** From zero, as lengths of bars ask for; where all that moves is a small part of it, from shortly before that. */
export function scaleOf({ start, end }: Waterfall, bars: readonly Bar[]): Scale {
  const levels = [start.amount, end.amount]
  for (const { to, parts = [] } of bars) levels.push(to, ...parts.map((part) => part.to))
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const spread = high - low
  const isFar = spread > 0 && spread < smallPart * Math.max(Math.abs(low), Math.abs(high))
  const room = spread / 4
  const [left, right] = isFar
    ? low > 0
      ? [low - room, high]
      : [low, high + room]
    : [Math.min(0, low), Math.max(0, high)]
  const width = right - left || 1
  return {
    place: (amount) => (100 * (amount - left)) / width,
    cutAt: isFar ? (low > 0 ? left : right) : null,
  }
}

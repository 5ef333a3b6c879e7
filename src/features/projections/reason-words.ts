/** What speaks for a plan beside another and what against it, in one sentence: figures, and no advice. */
import { listed } from '#domain/listed.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { Outlook } from '#domain/projection/analysis/outlook.ts'
import {
  type Gap,
  isBetter,
  isClearlyAhead,
  isLevel,
  type JudgedFigure,
  type Pair,
} from '#domain/projection/analysis/pairs.ts'
import { digitsBorne, type Estimate } from '#domain/projection/simulation/standard-error.ts'
import { formatChance } from './bands.ts'

/** What an amount in money of the first month is multiplied with, to be in the money of the screen. */
interface ReasonFormat extends MoneyFormat {
  readonly factor: number
}

/** The first of these words where the gap is above zero, else the second. */
type Clause = (gap: Gap, amount: string) => string

const clauses: Readonly<Partial<Record<JudgedFigure, Clause>>> = {
  worstOfTwenty: ({ value }, amount) => `its worst of twenty is ${amount} ${value > 0 ? 'higher' : 'lower'}`,
  goalChance: ({ value }) => `it reaches the goal in ${futuresMore(value)}`,
  lowestCash: ({ value }, amount) =>
    `its household account at its lowest is ${amount} ${value > 0 ? 'higher' : 'lower'}`,
  tax: ({ value }, amount) => `it pays ${amount} ${value > 0 ? 'more' : 'less'} tax`,
  interest: ({ value }, amount) => `it pays ${amount} ${value > 0 ? 'more' : 'less'} interest`,
}

/** "12 more of 100 futures". */
function futuresMore(share: number): string {
  const hundredths = Math.round(Math.abs(share) * 100)
  const word = share > 0 ? 'more' : 'fewer'
  return hundredths === 0 ? `slightly ${word} futures` : `${hundredths} ${word} of 100 futures`
}

function money({ value, standardError }: Estimate, { factor, ...format }: ReasonFormat): string {
  const shown = digitsBorne({ value: Math.abs(value * factor), standardError: standardError * factor })
  return formatMoney(shown, format)
}

/** Which ends ahead, and whether it is the first of the two; null where the futures do not tell. */
function lead(pair: Pair, name: string, other: string, format: ReasonFormat): [string, boolean | null] {
  const { chanceAhead, chanceBehind, difference } = pair
  if (isLevel(pair)) return [`${name} ends level with ${other} in every future`, null]
  const isAhead = isClearlyAhead(pair)
  const futures = (chance: Estimate) => `${formatChance(chance, format.locale)} of the futures`
  if (isAhead === null)
    return [
      `${name} ends ahead of ${other} in ${futures(chanceAhead)}: too close to an even chance to tell them apart`,
      null,
    ]
  const middle = middleWords(difference, isAhead, format)
  return isAhead
    ? [`${name} ends ahead of ${other} in ${futures(chanceAhead)}${middle}`, true]
    : [`${name} ends behind ${other} in ${futures(chanceBehind)}${middle}`, false]
}

/** By how much, where the middle of the differences is on the side of most futures: it need not be where many are level. */
function middleWords({ middle }: Outlook, isAhead: boolean, format: ReasonFormat): string {
  const isSame = isAhead ? middle.value > 0 : middle.value < 0
  return isSame ? `, in the middle by ${money(middle, format)}` : ''
}

/** Of many years, so that they are in today's money whatever the money of the screen. */
const untilThen: ReadonlySet<JudgedFigure> = new Set(['lowestCash', 'tax', 'interest'])

/** Names as within a sentence: the first is written large here. */
export function reasonWords(pair: Pair, name: string, other: string, format: ReasonFormat): string {
  const [start, isAhead] = lead(pair, name, other, format)
  const [with_, against]: [string[], string[]] = [[], []]
  for (const [key, clause] of Object.entries(clauses)) {
    const figure = key as JudgedFigure
    const gap = pair.gaps[figure]
    const better = isBetter(pair, figure)
    if (!gap || better === null) continue
    const amount = money(gap, untilThen.has(figure) ? { ...format, factor: 1 } : format)
    ;(better === (isAhead ?? true) ? with_ : against).push(clause(gap, amount))
  }
  const agreeing = with_.length > 0 ? `; ${listed(with_)}` : ''
  const opposing = against.length > 0 ? `; but ${listed(against)}` : ''
  const sentence = `${start}${agreeing}${opposing}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

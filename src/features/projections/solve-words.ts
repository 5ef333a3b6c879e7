/** What must be true, in words. */
import { formatMonth } from '#domain/calendar/month.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { digitsBorne } from '#domain/projection/simulation/standard-error.ts'
import type { Answer } from '#domain/projection/solve/crossing.ts'
import type { SolveTarget } from '#domain/projection/solve/target.ts'
import { fieldValue, type SolvableFigure } from '#domain/projection/solve/unknowns.ts'
import { counted } from '#lib/counted.ts'

interface Asked {
  readonly plan: Plan
  readonly figure: SolvableFigure
  readonly target: SolveTarget
}

interface AnswerWords {
  /** The value, or that there is none. */
  readonly headline: string
  /** How surely, how it is now, and what else there is: sentences. */
  readonly details: readonly string[]
}

const percentOf = (share: number, locale: string, digits = 0) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share)

/** "reach your goal in 80% of futures", behind "to". */
export function targetText(target: SolveTarget, format: MoneyFormat): string {
  switch (target.for) {
    case 'goal_chance':
      return `reach the goal in ${percentOf(target.share, format.locale, 1)} of simulated futures`
    case 'amount':
      return `end with ${formatMoney(target.amount, format)} of net worth, in today’s money, in the middle of simulated futures`
    case 'as_reality':
      return 'end with as much as reality in the middle of simulated futures'
  }
}

/** "Index funds: Return"; of an assumption its label alone. */
export function figureLabel({ name, field }: SolvableFigure): string {
  return name === null ? field.label : `${name}: ${field.label}`
}

function excessText(target: SolveTarget, excess: number, { currency, locale }: MoneyFormat): string {
  if (target.for === 'goal_chance') return `${percentOf(target.share + excess, locale, 1)} of futures`
  const size = formatMoney(Math.abs(excess), { currency, locale })
  return excess < 0 ? `${size} too little` : `${size} more than that`
}

function errorText(
  { field }: SolvableFigure,
  standardError: number,
  { currency, locale }: MoneyFormat,
): string | null {
  if (!Number.isFinite(standardError)) return 'How far another set of futures would move it cannot be said.'
  const error = digitsBorne({ value: standardError, standardError })
  switch (field.type) {
    case 'month': {
      const months = Math.round(error)
      return months > 0 ? `Give or take ${counted(months, 'month')}.` : null
    }
    case 'percent':
      return error >= 0.005
        ? `Give or take ${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(error)} points.`
        : null
    default:
      return error >= 0.5 ? `Give or take ${formatMoney(error, { currency, locale })}.` : null
  }
}

/** `format` also says how durations and rents are shown. */
export function answerWords(
  answer: Answer,
  { plan, figure, target }: Asked,
  format: Parameters<typeof formatFieldValue>[2],
): AnswerWords {
  const { field } = figure
  const isMonth = field.type === 'month'
  const shown = (value: number) =>
    isMonth
      ? formatMonth(fieldValue(plan, field, value) as Parameters<typeof formatMonth>[0], format.locale)
      : formatFieldValue(field, value, format)
  const now = `Now it is ${figure.now === null ? 'not set' : formatFieldValue(field, figure.now, format)}.`
  if (answer.is !== 'found') {
    const between = `between ${shown(answer.from)} and ${shown(answer.to)}`
    const best = `${shown(answer.best)} brings most: ${excessText(target, answer.excess, format)}.`
    const details = answer.is === 'always' ? [now] : [best, now]
    // Amounts are tried as far as they can be entered: what counts is that there is none.
    return field.type === 'money'
      ? {
          headline: answer.is === 'always' ? 'Any amount' : 'No amount',
          details: [`Tried ${between}.`, ...details],
        }
      : { headline: `${answer.is === 'always' ? 'Anything' : 'Nothing'} ${between}`, details }
  }
  const { value, reachedBy, standardError, others } = answer
  const [more, less] = isMonth ? ['or later', 'or earlier'] : ['or more', 'or less']
  return {
    headline: `${shown(value)} ${reachedBy === 'more' ? more : less}`,
    details: [
      errorText(figure, standardError, format) ?? '',
      now,
      others > 0
        ? `There ${others === 1 ? 'is another value' : `are ${others} other values`} at which this begins or ends; this is the closest to what it is now.`
        : '',
    ].filter((sentence) => sentence !== ''),
  }
}

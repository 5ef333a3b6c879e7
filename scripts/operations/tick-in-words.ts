/** What a call of `operations_tick` did, a line each, for whoever reads the log of a scheduler. */
import type { Tick } from './tick.ts'

type Figures = Readonly<Record<string, unknown>>

const number = (figures: Figures, name: string) => Number(figures[name] ?? 0)
const count = (amount: number, one: string) =>
  `${new Intl.NumberFormat('en').format(amount)} ${one}${amount === 1 ? '' : 's'}`

const sentences: Record<keyof Tick['ran'], (figures: Figures) => string | null> = {
  verify: (figures) =>
    number(figures, 'violations') === 0
      ? `Verified: all ${number(figures, 'invariants')} invariants hold.`
      : `Verified: broken by ${count(number(figures, 'violations'), 'row')}: ${(figures.broken as string[]).join('; ')}.`,
  evaluate: (figures) =>
    `Judged ${count(number(figures, 'gates'), 'gate')}: ${number(figures, 'pass')} pass, ${number(figures, 'fail')} fail${number(figures, 'alerts') > 0 ? `, ${count(number(figures, 'alerts'), 'alert')} raised` : ''}.`,
  act: ({ rolled_back: rolledBack }) => (rolledBack ? (rolledBack as { sentence: string }).sentence : null),
  purge: (figures) => {
    const counts = ['instances', 'scenarios', 'scenario_instances', 'events', 'exposures', 'answers']
    const removed = counts.reduce((sum, name) => sum + number(figures, name), 0)
    return `Purged ${count(removed, 'row')}${figures.is_complete ? '' : '; more is left for the next time'}.`
  },
}

export function tickInWords({ skipped, ran }: Tick): string[] {
  if (skipped) return [skipped]
  const lines = (['verify', 'evaluate', 'act', 'purge'] as const).flatMap((part) => {
    const figures = ran[part]
    if (!figures) return []
    const sentence = figures.error
      ? `Failed: ${part}: ${figures.error.message} (${figures.error.code})`
      : sentences[part](figures)
    return sentence === null ? [] : [sentence]
  })
  return lines.length > 0 ? lines : ['Nothing was due.']
}

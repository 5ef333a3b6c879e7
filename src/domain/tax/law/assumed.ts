/** What a projection assumes where the law's figures are published for some years only. Whoever reads it should know. */
import { currentMonth, formatMonth, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { auResident } from './au-resident.ts'
import { ruleInForce } from './in-force.ts'
import type { Rule, RuleKind } from './rule.ts'

/**
 * Says which rules of these sparse assumptions are past their last published figures and what is assumed instead; null
 * while all are published, and where there is no such law.
 */
export function assumedText(assumptions: Params, today: Date, locale: string): string | null {
  if (resolveAssumptions(assumptions).tax_system !== 'au_resident') return null
  const month = currentMonth(today)
  const sentences = [...new Set(auResident.map(({ kind }) => kind))].flatMap((kind: RuleKind) => {
    const rule = ruleInForce(auResident, kind, month)
    return rule ? (sentenceOf(rule, month, locale) ?? []) : []
  })
  return sentences.length > 0 ? sentences.join(' ') : null
}

function sentenceOf({ publishedUntil, assumes }: Rule, month: Month, locale: string): string | null {
  if (!publishedUntil || !assumes || month <= publishedUntil) return null
  return `After ${formatMonth(publishedUntil, locale)} it is assumed that ${assumes}.`
}

/** What a projection assumes where the law's figures are published for some years only. Whoever reads it should know. */
import { currentMonth, formatMonth, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { auResident } from './au-resident.ts'
import { ruleInForce } from './in-force.ts'
import type { Rule, RuleKind } from './rule.ts'

/**
 * Says what is assumed of the rules that hold today under these sparse assumptions, where they leave something open or are past
 * their last published figures; null where nothing is, and where there is no such law. What is assumed of rules to come is said
 * with what they change (`analysis/law-change.ts`).
 */
export function assumedText(assumptions: Params, today: Date, locale: string): string | null {
  if (resolveAssumptions(assumptions).tax_system !== 'au_resident') return null
  const month = currentMonth(today)
  const rules = [...new Set(auResident.map(({ kind }) => kind))].flatMap((kind: RuleKind) => {
    const rule: Rule | null = ruleInForce(auResident, kind, month)
    return rule ? [rule] : []
  })
  const ofOpen = rules.flatMap(({ publishedUntil, assumes }) => (publishedUntil || !assumes ? [] : assumes))
  const sentences = rules.flatMap((rule) => sentenceOf(rule, month, locale) ?? [])
  if (ofOpen.length > 0) sentences.push(`It is assumed that ${ofOpen.join('; that ')}.`)
  return sentences.length > 0 ? sentences.join(' ') : null
}

function sentenceOf({ publishedUntil, assumes }: Rule, month: Month, locale: string): string | null {
  if (!publishedUntil || !assumes || month <= publishedUntil) return null
  return `After ${formatMonth(publishedUntil, locale)} it is assumed that ${assumes}.`
}

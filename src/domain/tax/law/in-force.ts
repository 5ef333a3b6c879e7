/** Which rules of a system of law hold in a month. */
import type { Month } from '#domain/calendar/month.ts'
import type { Rule, RuleKind } from './rule.ts'

/** The rule of a kind that holds in a month: the latest that has begun; null where there is none. */
export function ruleInForce<Kind extends RuleKind>(
  system: readonly Rule[],
  kind: Kind,
  month: Month,
): Extract<Rule, { kind: Kind }> | null {
  let found: Extract<Rule, { kind: Kind }> | null = null
  for (const rule of system)
    if (isOfKind(rule, kind) && rule.from <= month && (!found || rule.from >= found.from)) found = rule
  return found
}

function isOfKind<Kind extends RuleKind>(rule: Rule, kind: Kind): rule is Extract<Rule, { kind: Kind }> {
  return rule.kind === kind
}

/** The rules that have begun by a month: the law as one knows it who ignores what is still to come. */
export function begunBy(system: readonly Rule[], month: Month): readonly Rule[] {
  return system.filter((rule) => rule.from <= month)
}

/** The first rule of a kind, whenever it begins; null where there is none. */
export function firstRule<Kind extends RuleKind>(
  system: readonly Rule[],
  kind: Kind,
): Extract<Rule, { kind: Kind }> | null {
  return system.find((rule): rule is Extract<Rule, { kind: Kind }> => isOfKind(rule, kind)) ?? null
}

/** Decisions over one holding or several, in words. */
import { formatMonth, isMonth } from '../calendar/month.ts'
import type { ValueFormat } from '../instances/format.ts'
import type { InstanceKind } from '../instances/types.ts'
import { listed } from '../listed.ts'
import type { Change } from './changes.ts'
import type { JointChange } from './joint.ts'
import { lineOf, wordsOf } from './sentence.ts'

const newWords: Readonly<Record<InstanceKind, (name: string) => string>> = {
  property: (name) => `buy ${name}`,
  portfolio: (name) => `buy ${name}`,
  cash: (name) => `open ${name}`,
  loan: (name) => `take out ${name}`,
  cash_flow: (name) => `${name} from then on`,
}

/** What follows from a decision, within its sentence. */
const followWords: Readonly<Record<string, (name: string, kind: InstanceKind) => string>> = {
  new: (name, kind) => newWords[kind](name),
  purchase: (name, kind) => newWords[kind](name),
  opening: (name, kind) => newWords[kind](name),
  begin: (name, kind) => newWords[kind](name),
  end: (name) => `${name} until then`,
  withdrawals: (name) => `withdrawals from ${name} from then on`,
  withdrawal_start_month: (name) => `withdrawals from ${name} from then on`,
  contributions: (name) => `contributions to ${name} until then`,
  contribution_end_month: (name) => `contributions to ${name} until then`,
  account: (name) => `access to ${name} from then on`,
  access_month: (name) => `access to ${name} from then on`,
  lump_sums: (name) => `pay a lump sum off ${name}`,
  refinancing: (name) => `refinance ${name}`,
}

/** What comes no more because of a decision, within its sentence. */
const takenWords: Readonly<Record<string, (name: string) => string>> = {
  lump_sums: (name) => `no lump sum off ${name} any more`,
  refinancing: (name) => `no refinancing of ${name} any more`,
}

/** More of them are counted. */
const mostNamed = 3

function shortList(parts: readonly string[]): string {
  const more = parts.length - mostNamed
  return more > 1 ? `${parts.slice(0, mostNamed).join(', ')} and ${more} more` : listed(parts)
}

/** "Salary and Bonus until June 2035"; what is new is bought. */
function leadWords(leads: readonly Change[], format: ValueFormat, spoken: boolean): string {
  const [first] = leads
  if (!first) return ''
  if (leads.length > 1) {
    const month = first.fields.find(({ field }) => field === 'params.end_month')?.to
    const names = shortList(leads.map(({ copy }) => copy?.name ?? ''))
    return `${names} until ${formatMonthOf(month, format)}`
  }
  if (first.decision !== 'new' || !first.copy) return wordsOf(first, format, spoken).sentence
  const { kind, name, params } = first.copy
  const words = newWords[kind](name)
  return `${words[0]?.toUpperCase()}${words.slice(1)} in ${formatMonthOf(params.start_month, format)}`
}

function formatMonthOf(month: unknown, { locale }: ValueFormat): string {
  return typeof month === 'string' && isMonth(month) ? formatMonth(month, locale) : ''
}

function followWord(change: Change, format: ValueFormat, spoken: boolean): string {
  const isTaken = change.fields.some(({ field, to }) => field.endsWith('_month') && to === null)
  const words = (isTaken ? takenWords : followWords)[change.decision]
  return words && change.copy ? words(change.copy.name, change.copy.kind) : lineOf(change, format, spoken)
}

/** A decision in one line that stands alone: "Sell Flat in March 2030, pay a lump sum off Home loan and buy Index fund". */
export function jointLineOf({ parts, leads }: JointChange, format: ValueFormat, spoken = true): string {
  const [only, ...others] = parts
  if (others.length === 0) return lineOf(only, format, spoken)
  const follows = parts.slice(leads).map((part) => followWord(part, format, spoken))
  const said = leadWords(parts.slice(0, leads), format, spoken)
  return follows.length === 0 ? said : `${said}, ${shortList(follows)}`
}

/**
 * What loans and the properties that they are secured on say together, judged as private.security_problems does. A reference is the
 * lineage of a property: it holds in reality and in every scenario alike.
 */
import { isMonth, type Month } from '../calendar/month.ts'
import type { InstanceKind, InstanceStatus, Params } from './types.ts'

/** What can be named: an investment of the set in view. */
export interface NamedHolding {
  readonly lineageId: string
  /** What names it in a plan that creates it beside what has its lineage by then: the id of its row in the scenario. */
  readonly nextLineageId?: string
  readonly kind: InstanceKind
  readonly name: string
  readonly status: InstanceStatus
  readonly params: Params
}

type Values = Readonly<Record<string, unknown>>
export type SecurityProblem = 'not_there' | 'sold' | 'before_purchase'

export const securityMessages: Readonly<Record<SecurityProblem | 'secures_loan', string>> = {
  not_there: 'This property is not there. Choose one that is, or leave it empty.',
  sold: 'This property is sold before the loan is owed.',
  before_purchase: 'The loan begins before the property that it is secured on is bought.',
  secures_loan: 'A loan that is secured on this property does not go with this month.',
}

/** What of a loan is judged beside its property, and the other way round; a change of anything else is no reason to judge it anew. */
export const securityKeys: Readonly<Partial<Record<InstanceKind, readonly string[]>>> = {
  loan: ['secured_on', 'start_month', 'as_of_month', 'balance'],
  property: ['sale_month', 'start_month'],
}

function monthOf(values: Values, key: string): Month | null {
  const value = values[key]
  return typeof value === 'string' && isMonth(value) ? value : null
}

/** The month in which a loan is owed at the earliest, as far as its values say: without a month of its own an amount is today's. */
function owedFrom(loan: Values, now: Month): Month {
  const months = [monthOf(loan, 'start_month'), monthOf(loan, 'as_of_month')].filter(
    (month) => month !== null,
  )
  return months.toSorted().at(-1) ?? now
}

export interface FoundProblem {
  readonly key: 'secured_on' | 'start_month'
  readonly problem: SecurityProblem
}

/** What is wrong with a loan beside the properties that have the lineage it names, and beside which fields. */
export function securityProblems(
  loan: Values,
  properties: readonly Values[],
  now: Month,
): readonly FoundProblem[] {
  if (properties.length === 0) return [{ key: 'secured_on', problem: 'not_there' }]
  const isOwed = loan.balance !== undefined && loan.balance !== null && loan.balance !== 0
  const from = owedFrom(loan, now)
  const begins = monthOf(loan, 'start_month')
  const isSold = (property: Values) => isOwed && (monthOf(property, 'sale_month') ?? from) < from
  const isBefore = (property: Values) =>
    begins !== null && begins < (monthOf(property, 'start_month') ?? begins)
  return [
    ...(properties.every(isSold) ? [{ key: 'secured_on', problem: 'sold' } as const] : []),
    ...(properties.every(isBefore) ? [{ key: 'start_month', problem: 'before_purchase' } as const] : []),
  ]
}

/** The same of what a form holds, a loan or the property that has this lineage, among what it could name or be named by. */
export function securedProblems(
  kind: InstanceKind,
  lineageId: string | null,
  values: Values,
  holdings: readonly NamedHolding[],
  now: Month,
): Readonly<Record<string, string>> {
  if (kind === 'loan') return problemsOfLoan(values, holdings, now)
  return kind === 'property' ? problemsOfProperty(lineageId, values, holdings, now) : {}
}

function problemsOfLoan(
  loan: Values,
  holdings: readonly NamedHolding[],
  now: Month,
): Readonly<Record<string, string>> {
  const { secured_on: lineage } = loan
  if (typeof lineage !== 'string' || lineage === '') return {}
  const properties = holdings.filter((one) => one.kind === 'property' && one.lineageId === lineage)
  const found = securityProblems(
    loan,
    properties.map(({ params }) => params),
    now,
  )
  return Object.fromEntries(found.map(({ key, problem }) => [key, securityMessages[problem]]))
}

function problemsOfProperty(
  lineageId: string | null,
  property: Values,
  holdings: readonly NamedHolding[],
  now: Month,
): Readonly<Record<string, string>> {
  // A scenario may hold a property twice, and one of them is enough: then the database has to say.
  const isTwofold =
    holdings.filter((one) => one.kind === 'property' && one.lineageId === lineageId).length > 1
  if (isTwofold) return {}
  const found = securedOn(lineageId, holdings).flatMap(({ name, params }) =>
    securityProblems(params, [property], now).map(({ problem }) => ({ name, problem })),
  )
  const names = (of: SecurityProblem) => found.filter(({ problem }) => problem === of).map(({ name }) => name)
  return {
    ...inWordsOf('sale_month', names('sold'), 'owed only after it is sold'),
    ...inWordsOf('start_month', names('before_purchase'), 'owed before it is bought'),
  }
}

/** Names the first loan, and says how many more there are. */
function inWordsOf(key: string, [first, ...others]: readonly string[], what: string): Record<string, string> {
  if (first === undefined) return {}
  const subject = others.length === 0 ? `“${first}” is` : `“${first}” and ${others.length} more are`
  return { [key]: `${subject} secured on this property, and ${what}.` }
}

/** The loans among holdings that name this lineage. */
export function securedOn<Holding extends Pick<NamedHolding, 'kind' | 'params'>>(
  lineageId: string | null,
  holdings: readonly Holding[],
): readonly Holding[] {
  if (lineageId === null) return []
  return holdings.filter(({ kind, params }) => kind === 'loan' && params.secured_on === lineageId)
}

/** How a named holding is called beside others: two of one name are told apart. */
export function nameAmong(holdings: readonly NamedHolding[], holding: NamedHolding): string {
  const alike = holdings.filter(({ kind, name }) => kind === holding.kind && name === holding.name)
  return alike.length > 1 ? `${holding.name} (${alike.indexOf(holding) + 1})` : holding.name
}

/** What a reference is called that names nothing in view. */
export const unknownReference = 'One that is no longer there'

/** The name of what a reference names. */
export function nameOfReference(lineageId: string, holdings: readonly NamedHolding[]): string {
  const found =
    holdings.find((holding) => holding.lineageId === lineageId) ??
    holdings.find((holding) => holding.nextLineageId === lineageId)
  return found ? nameAmong(holdings, found) : unknownReference
}

/** Whether a loan has been repaid by a month because the property that secured it was sold. */
export function isRepaid(
  loan: Params,
  holdings: readonly Pick<NamedHolding, 'lineageId' | 'kind' | 'params'>[],
  month: Month,
): boolean {
  if (loan.secured_on === undefined) return false
  const property = holdings.find(
    ({ kind, lineageId }) => kind === 'property' && lineageId === loan.secured_on,
  )
  const sold = property && monthOf(property.params, 'sale_month')
  return sold != null && sold < month && sold >= owedFrom(loan, month)
}

/** Causes in words: the name of a bar, what it means, and how a sentence speaks of one holding in it. */
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { amountOf, type Cause, type CauseKey, type CausePart, type Causes } from './causes.ts'
import { measureOf } from './measures.ts'
import type { Money } from './series.ts'

interface CauseWords {
  readonly label: string
  readonly help: string
  /** In a sentence, of all holdings together. */
  readonly all: string
  /** Before the name of a holding; where there is nothing to say but the name, empty. */
  readonly of: string
  /** More of it leaves less. */
  readonly takes?: true
}

const words: Readonly<Record<CauseKey, CauseWords>> = {
  now: {
    label: 'Owned and owed now',
    help: 'What is there from the beginning and is not in reality, or is there at another amount.',
    all: 'what is there now',
    of: 'what is there now of',
  },
  received: { ...measureOf('received'), all: 'household income', of: '' },
  spent: { ...measureOf('spent'), all: 'spending', of: 'spending on', takes: true },
  rent: { label: 'Rent', help: 'What tenants pay, after vacancy.', all: 'rent', of: 'rent of' },
  distributions: {
    label: 'Distributions',
    help: 'What portfolios pay out, reinvested or not.',
    all: 'distributions',
    of: 'distributions of',
  },
  interestEarned: {
    label: 'Interest earned',
    help: 'On deposits and on the household account.',
    all: 'interest earned',
    of: 'interest earned on',
  },
  propertyGrowth: {
    label: 'Property growth',
    help: 'What properties rise in price.',
    all: 'growth of properties',
    of: 'growth of',
  },
  portfolioGrowth: {
    label: 'Portfolio growth',
    help: 'What portfolios rise in price, less fees.',
    all: 'growth of portfolios',
    of: 'growth of',
  },
  expenses: { ...measureOf('expenses'), all: 'investment costs', of: 'costs of', takes: true },
  interest: { ...measureOf('interest'), all: 'interest paid', of: 'interest paid on', takes: true },
  cashInflation: {
    label: 'Inflation on cash',
    help: 'What deposits, offset accounts and the household account lose because prices rise.',
    all: 'inflation on cash',
    of: 'inflation on',
    takes: true,
  },
  debtInflation: {
    label: 'Inflation on debt',
    help: 'What debts, and an overdrawn household account, weigh less because prices rise.',
    all: 'inflation on debt',
    of: 'inflation on what is owed on',
  },
  tax: {
    label: measureOf('tax').label,
    help: 'Income tax because of your investments, above zero where they lower it, and what is withheld from your income.',
    all: 'tax',
    of: 'tax on',
    takes: true,
  },
}

const growths: ReadonlySet<CauseKey> = new Set(['propertyGrowth', 'portfolioGrowth'])

/** In today's money what rises as fast as prices has not grown. */
export function causeWords(key: CauseKey, money: Money): Pick<CauseWords, 'label' | 'help'> {
  const { label, help } = words[key]
  if (money === 'future' || !growths.has(key)) return { label, help }
  return {
    label: `${label} above inflation`,
    help: `${help} What only keeps pace with prices is no growth in today’s money.`,
  }
}

/** In differences, of what takes away, which sign is which. */
function moreOrLess(cause: CauseKey, amount: number, isDifference: boolean): string {
  return isDifference && words[cause].takes ? (amount < 0 ? 'more ' : 'less ') : ''
}

function holdingPhrase(cause: CauseKey, { kind, label }: CausePart): string {
  const { of } = words[cause]
  if (kind === 'household') return cause === 'tax' ? 'other tax' : `${of} the household account`
  // What an employer pays into a fund is received by the fund.
  if (cause === 'received' && kind === 'portfolio') return `what an employer pays into ${label}`
  return `${of} ${label}`.trim()
}

interface Reason {
  readonly text: string
  readonly amount: number
}

/** A cause holding by holding where one of them makes half of it or more, and as a whole where many have a part. */
function reasonsOf({ key, parts }: Cause, isDifference: boolean): Reason[] {
  const amounts = parts.map((part) => ({ text: holdingPhrase(key, part), amount: amountOf(part) }))
  const sizes = amounts.map(({ amount }) => Math.abs(amount))
  const size = sizes.reduce((sum, one) => sum + one, 0)
  const isOfOne = 2 * Math.max(...sizes) >= size
  const whole = { text: words[key].all, amount: amounts.reduce((sum, { amount }) => sum + amount, 0) }
  return (isOfOne ? amounts : [whole]).map(({ text, amount }) => ({
    text: moreOrLess(key, amount, isDifference) + text,
    amount: Math.round(amount),
  }))
}

/** Of all that has a part in it the largest; and all of them where one more says everything. */
const told = 3

interface WhyOptions {
  /** "in December 2046" */
  readonly when: string
  readonly money: Money
  /** It leads from reality to a scenario, not from now on. */
  readonly isDifference: boolean
  readonly format: MoneyFormat
}

/** The largest reasons in a sentence; its amounts add up to the one that it begins with. */
export function whySentence({ start, end, causes }: Causes, options: WhyOptions): string {
  const { when, money, isDifference, format } = options
  const reasons = causes
    .flatMap((cause) => reasonsOf(cause, isDifference))
    .filter(({ amount }) => amount !== 0)
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  const total = Math.round(end - start)
  const than = isDifference ? 'in reality' : 'now'
  const supposed = `${money === 'today' ? 'in today’s money, ' : ''}if every year were average`
  if (reasons.length === 0 && total === 0)
    return `The same ${when} as ${than}, ${supposed}: nothing makes a difference.`
  const named = reasons.length === told + 1 ? reasons : reasons.slice(0, told)
  const rest = named.reduce((left, { amount }) => left - amount, total)
  const more = named.map(({ text, amount }) => `${text} ${signedMoney(amount, format)}`)
  if (rest !== 0) more.push(`all else together ${signedMoney(rest, format)}`)
  const beginning =
    total === 0
      ? `As much ${when} as ${than}`
      : `${formatMoney(Math.abs(total), format)} ${total < 0 ? 'less' : 'more'} ${when} than ${than}`
  return `${beginning}, ${supposed}: ${more.join('; ')}.`
}

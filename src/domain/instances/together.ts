/** What the values of several fields say together, judged as private.param_problems does. */
import { isMonth } from '../calendar/month.ts'

type Values = Readonly<Record<string, unknown>>

interface Rule {
  /** The field beside which it is said. */
  readonly key: string
  readonly message: string
  /** All fields that take part. */
  readonly fields: readonly string[]
  readonly isBroken: (values: Values) => boolean
}

function isBefore(values: Values, earlierKey: string, laterKey: string): boolean {
  const [earlier, later] = [values[earlierKey], values[laterKey]]
  const areMonths =
    typeof earlier === 'string' && typeof later === 'string' && isMonth(earlier) && isMonth(later)
  return areMonths && earlier < later
}

/** Neither missing, nor left empty in a form, nor an amount of nothing. */
const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '' && value !== 0

/** What happens to a loan in a month lies after the beginning and before the sale. */
function withinPeriod(month: string, message: string): Rule {
  return {
    key: month,
    message,
    fields: [month, 'start_month', 'sale_month'],
    isBroken: (values) =>
      (isFilled(values.start_month) &&
        (isBefore(values, month, 'start_month') || values[month] === values.start_month)) ||
      (isFilled(values.sale_month) &&
        (isBefore(values, 'sale_month', month) || values[month] === values.sale_month)),
  }
}

/** One is nothing without the other. */
function needs(key: string, other: string, message: string): Rule {
  return {
    key,
    message,
    fields: [key, other],
    isBroken: (values) => isFilled(values[key]) && !isFilled(values[other]),
  }
}

const ofRefinancing = ['', 'loan_'].flatMap((prefix): Rule[] => {
  const month = `${prefix}refinance_month`
  return [
    ...['rate', 'term_months', 'draw', 'costs'].map((name) =>
      needs(`${prefix}refinance_${name}`, month, 'This needs the month of the refinancing.'),
    ),
    withinPeriod(month, 'A refinancing comes after the beginning and before the sale.'),
  ]
})

const ofLumpSums = ['', 'loan_'].flatMap((prefix): Rule[] => {
  const [sum, month] = [`${prefix}lump_sum`, `${prefix}lump_sum_month`]
  return [
    needs(sum, month, 'This needs the month of the lump sum.'),
    needs(month, sum, 'This needs the lump sum that is paid in it.'),
    withinPeriod(month, 'A lump sum comes after the beginning and before the sale.'),
  ]
})

/** What can be got at from a month on alone is neither drawn nor sold before it. */
const isWrapped = ({ tax_wrapper: wrapper }: Values) => isFilled(wrapper) && wrapper !== 'none'
const isOutOfReach = (values: Values, key: string) =>
  isWrapped(values) && isBefore(values, key, 'access_month')

const ofAccess: readonly Rule[] = [
  {
    key: 'access_month',
    message:
      'Access comes before the holding begins or the month of its amounts. Leave it empty if you have access already.',
    fields: ['access_month', 'tax_wrapper', 'start_month', 'as_of_month'],
    isBroken: (values) =>
      isWrapped(values) &&
      (isBefore(values, 'access_month', 'start_month') || isBefore(values, 'access_month', 'as_of_month')),
  },
  {
    key: 'withdrawal_start_month',
    message: 'Nothing can be withdrawn before the month of access.',
    fields: ['withdrawal_start_month', 'access_month', 'tax_wrapper'],
    isBroken: (values) => isOutOfReach(values, 'withdrawal_start_month'),
  },
  {
    key: 'sale_month',
    message: 'Nothing can be sold before the month of access.',
    fields: ['sale_month', 'access_month', 'tax_wrapper'],
    isBroken: (values) => isOutOfReach(values, 'sale_month'),
  },
]

export const rulesTogether: readonly Rule[] = [
  {
    key: 'end_month',
    message: 'The last month is before the first.',
    fields: ['start_month', 'end_month'],
    isBroken: (values) => isBefore(values, 'end_month', 'start_month'),
  },
  ...ofRefinancing,
  ...ofLumpSums,
  ...ofAccess,
]

/** What is wrong with values together; nothing where each is wrong by itself. */
export function problemsTogether(values: Values): readonly Rule[] {
  return rulesTogether.filter(({ isBroken }) => isBroken(values))
}

/** The fields beside which something may be said, or no longer, when this one has changed; itself first. */
export function judgedWith(changed: string): readonly string[] {
  const others = rulesTogether.filter(({ fields }) => fields.includes(changed)).map(({ key }) => key)
  return [...new Set([changed, ...others])]
}

/** What the database says of a place of a document, in words; it speaks in codes. */
import { securityMessages } from '../instances/secured.ts'
import { type DocumentProblem, unknownField } from './check-document.ts'

export interface DocumentRefusal {
  readonly path: string
  readonly problem: string
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly options?: readonly string[] | undefined
}

const words: Record<string, string> = {
  required: 'This is needed.',
  unknown_field: unknownField,
  wrong_type: 'A value of another type is needed here.',
  out_of_range: 'This is out of range.',
  not_whole: 'A whole number is needed.',
  not_representable: 'This number has more digits than can be kept.',
  not_an_option: 'This is not one of the values it can have.',
  wrong_length: 'This is too long or too short.',
  wrong_form: 'This is not written as it must be.',
  before_start: 'The last month is before the first.',
  needs_month: 'This needs the month of the refinancing.',
  outside_period: 'A refinancing comes after the beginning and before the sale.',
  access_too_early:
    'Access comes before the holding begins or the month of its amounts. Leave it empty if there is access already.',
  before_access: 'Nothing can be withdrawn or sold before the month of access.',
  needs_second_person:
    'A part that is not person 1’s needs two taxed people: say so in the default assumptions, or in the scenario’s own where it is in a scenario.',
  parts_stated: 'Investments say that a part of them is not person 1’s: set it to 100 in each first.',
  ...securityMessages,
  duplicate: 'The file holds this once already.',
  inconsistent_correlations: 'These correlations cannot all hold: bring one of them closer to 0.',
}

/** What the same codes say of a lump sum. */
const ofLumpSums: Record<string, string> = {
  needs_month: 'This needs the month of the lump sum.',
  needs_amount: 'This needs the lump sum that is paid in it.',
  outside_period: 'A lump sum comes after the beginning and before the sale.',
}

export function wordRefusal({ path, problem, min, max, options }: DocumentRefusal): DocumentProblem {
  const ownWords = path.includes('lump_sum') ? ofLumpSums[problem] : undefined
  const message = ownWords ?? words[problem] ?? 'The database refuses this.'
  return { path, message: [message, limits(problem, min, max, options)].filter(Boolean).join(' ') }
}

function limits(
  problem: string,
  min: number | undefined,
  max: number | undefined,
  options: readonly string[] | undefined,
): string {
  if (problem === 'not_an_option' && options) return `It must be ${options.join(' or ')}.`
  if (problem !== 'out_of_range' && problem !== 'wrong_length') return ''
  const what = problem === 'wrong_length' ? 'Its length must be' : 'It must be'
  if (min !== undefined && max !== undefined) return `${what} between ${min} and ${max}.`
  if (min !== undefined) return `${what} at least ${min}.`
  return max === undefined ? '' : `${what} at most ${max}.`
}

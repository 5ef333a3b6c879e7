/**
 * The assumptions of a scenario: what holds for all its instances together. The same field machinery as for
 * instances, so that the form, the schema and the database's validation come from one description here too.
 */
import { carriedAssumptions } from '#domain/tax/carried-assumptions.ts'
import { taxAssumptions } from '#domain/tax/tax-assumptions.ts'
import { amount, signedAmount } from '../instances/ranges.ts'
import type { FieldDefinition, FieldGroup } from '../instances/types.ts'
import { marketAssumptions } from './market-assumptions.ts'
import { ownStressTestsPattern } from './own-stress-tests.ts'

export const assumptionGroups: readonly FieldGroup[] = [
  { key: 'outlook', label: 'Outlook' },
  { key: 'tax', label: 'Tax' },
  {
    key: 'household',
    label: 'Household account',
    description:
      'The account through which income, spending, rent, costs, contributions, loans and tax are received and paid.',
  },
  {
    key: 'carried',
    label: 'Carried into the balance’s month',
    description:
      'What tax carries over from before the month of the balance. When you move the balance on, what your figures expect is written here with it.',
    first: [],
  },
  { key: 'goal', label: 'Goal' },
  { key: 'shifts', label: 'What if', description: 'Moves the figures of every investment at once.' },
  {
    key: 'markets',
    label: 'How markets move',
    description: 'Used by the simulation: how widely rates move, and what moves together.',
    first: [],
  },
  { key: 'simulation', label: 'Simulation', first: [] },
]

export const assumptionFields: readonly FieldDefinition[] = [
  {
    key: 'horizon_years',
    type: 'integer',
    unit: 'years',
    min: 1,
    max: 60,
    default: 30,
    label: 'Look ahead',
    help: 'How many years the projection covers.',
    group: 'outlook',
  },
  {
    key: 'inflation_rate',
    type: 'percent',
    unit: 'a year',
    min: -10,
    max: 50,
    usualMin: 0,
    usualMax: 6,
    default: 2.5,
    label: 'Inflation',
    help: 'How much prices rise each year; figures in today’s money are reduced by it.',
    group: 'outlook',
  },
  ...taxAssumptions,
  {
    key: 'household_cash',
    type: 'money',
    ...signedAmount,
    default: 0,
    label: 'Opening balance',
    help: 'What the household account holds at the beginning of its month; it counts towards net worth.',
    group: 'household',
  },
  {
    key: 'household_as_of_month',
    type: 'month',
    default: null,
    label: 'Balance as of',
    help: 'The month for which the balance is true, with what else is stated of the household. What was to happen since then has happened, as expected: incomes, expenses, rent, repayments, purchases, sales, tax. Left empty, it is taken to be true when the projection begins.',
    group: 'household',
  },
  {
    key: 'household_confirmed_month',
    type: 'month',
    default: null,
    label: 'Confirmed until',
    help: 'The month until which you have confirmed what was expected to happen since the balance; it changes no figure. Left empty, nothing has been confirmed yet.',
    group: 'household',
  },
  {
    key: 'household_cash_rate',
    type: 'percent',
    unit: 'a year',
    min: -20,
    max: 100,
    usualMin: 0,
    usualMax: 10,
    default: 2,
    label: 'Interest earned',
    help: 'The rate the household account pays while it is in credit.',
    group: 'household',
  },
  {
    key: 'household_deficit_rate',
    type: 'percent',
    unit: 'a year',
    min: 0,
    max: 100,
    usualMax: 25,
    default: 8,
    label: 'Interest on a shortfall',
    help: 'The rate you pay while the household account is overdrawn.',
    group: 'household',
  },
  {
    key: 'cover_shortfall_from',
    type: 'choice',
    options: [
      { value: 'overdraft', label: 'Overdraft' },
      { value: 'cash_then_portfolios', label: 'Deposits, then portfolios' },
    ],
    default: 'overdraft',
    label: 'Cover a shortfall from',
    help: 'What the household account is short of at the end of a month is borrowed at the interest on a shortfall, or taken out of deposits and then of portfolios, which are sold with the tax on their gains, in the order of their fields “Drawn on”; only what these do not cover is borrowed then.',
    group: 'household',
  },
  ...carriedAssumptions,
  {
    key: 'goal_amount',
    type: 'money',
    ...amount,
    default: null,
    label: 'Net worth to reach',
    help: 'Your goal, in the money of the month in which you set it. Left empty, no goal is measured.',
    group: 'goal',
  },
  {
    key: 'goal_as_of_month',
    type: 'month',
    default: null,
    label: 'In the money of',
    help: 'The month in whose money the goal is set: as prices rise, the goal rises with them. Left empty, it is the first month of the projection, whenever you look.',
    group: 'goal',
  },
  {
    key: 'goal_year',
    type: 'integer',
    min: 1900,
    max: 2199,
    default: null,
    label: 'By the end of',
    help: 'The calendar year by the end of which the goal is to be reached. Left empty, it is the last year of the projection.',
    group: 'goal',
  },
  {
    key: 'stress_tests',
    type: 'text',
    min: 3,
    max: 600,
    pattern: ownStressTestsPattern,
    notation: 'stress_tests',
    default: null,
    label: 'Stress tests of your own',
    help: 'Shocks that are shown beside the ready-made ones; they are added under “Stress tests” and change no other figure. Left empty, there are none.',
    group: 'shifts',
  },
  ...marketAssumptions,
]

/** Fields that several kinds have, defined once so that they always mean the same. */
import { amount, growth, interest, monthCount, share } from './ranges.ts'
import type { FieldDefinition } from './types.ts'

/** The month of the amounts, and until which month they have become what was expected of them. */
export function asOfMonth(group: string): readonly FieldDefinition[] {
  return [
    {
      key: 'as_of_month',
      type: 'month',
      default: null,
      label: 'Amounts as of',
      help: 'The month the amounts were true; the projection carries them forward from there. Left empty, they are taken to be true when the projection begins.',
      group,
    },
    {
      key: 'confirmed_month',
      type: 'month',
      default: null,
      label: 'As expected until',
      help: 'The month in which you last said that the amounts have become what was expected of them; it changes no figure. Left empty, you have not said so since their month.',
      group,
      isNoted: true,
    },
  ]
}

/** How much of it is the first person's, where two are taxed. */
export function ownerShare(group: string): FieldDefinition {
  return {
    key: 'owner_share',
    type: 'percent',
    ...share,
    default: 100,
    label: 'Person 1’s part',
    help: 'How much of it belongs to person 1, and is taxed with the rest of their income; what is left belongs to person 2.',
    group,
    isForTwo: true,
  }
}

const monthOptions = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
].map((label, index) => ({ value: String(index + 1).padStart(2, '0'), label }))

/** In which month of the calendar `what` rises. */
export function riseMonth(group: string, what: string): FieldDefinition {
  return {
    key: 'rise_month',
    type: 'choice',
    options: monthOptions,
    default: null,
    whenEmpty: 'Month of the amounts',
    label: 'Yearly rise in',
    help: `The month in which ${what}. Left empty, it is the month of the amounts.`,
    group,
    ages: 'carried',
  }
}

/** Monthly payments into a holding and out of it: the same for portfolios and cash. */
export function contributionFields(group: string): readonly FieldDefinition[] {
  return [
    {
      key: 'monthly_contribution',
      type: 'money',
      unit: 'a month',
      ...amount,
      default: 0,
      label: 'Monthly contribution',
      help: 'What you pay in at the end of each month, out of your household account.',
      group,
      ages: 'carried',
    },
    {
      key: 'contribution_growth_rate',
      type: 'percent',
      unit: 'a year',
      ...growth,
      default: null,
      followsInflation: true,
      whenEmpty: 'With inflation',
      label: 'Yearly rise of payments',
      help: 'How much your contributions and withdrawals rise each year, from the month of the amounts on, so that what begins later begins higher. Left empty, they rise with inflation, as the spending does that they pay for; 0 keeps them the same.',
      group,
    },
    riseMonth(group, 'contributions and withdrawals rise each year'),
    {
      key: 'contribution_end_month',
      type: 'month',
      default: null,
      label: 'Last contribution',
      help: 'The month of the last contribution. Left empty, you go on contributing for as long as the projection runs.',
      group,
    },
    {
      key: 'monthly_withdrawal',
      type: 'money',
      unit: 'a month',
      ...amount,
      default: 0,
      label: 'Monthly withdrawal',
      help: 'What you take out at the end of each month, into your household account; never more than there is.',
      group,
      ages: 'carried',
    },
    {
      key: 'withdrawal_start_month',
      type: 'month',
      default: null,
      label: 'First withdrawal',
      help: 'The month of the first withdrawal. Left empty, you are withdrawing already.',
      group,
    },
  ]
}

/** A loan that goes on under other terms from a month on; prefixed like its terms. */
export function refinancingFields(group: string, prefix: '' | 'loan_'): readonly FieldDefinition[] {
  return [
    {
      key: `${prefix}refinance_month`,
      type: 'month',
      default: null,
      label: 'Month of refinancing',
      help: 'From the beginning of this month on the loan has the terms below. Left empty, you do not refinance.',
      group,
    },
    {
      key: `${prefix}refinance_rate`,
      type: 'percent',
      unit: 'a year',
      ...interest,
      default: null,
      label: 'Rate after refinancing',
      help: 'The variable rate charged from then on, also where a fixed one was to last longer. Left empty, the rate goes on as it was to.',
      group,
    },
    {
      key: `${prefix}refinance_term_months`,
      type: 'integer',
      unit: 'months',
      ...monthCount,
      min: 1,
      usualMin: 6,
      usualMax: 480,
      default: null,
      label: 'Time left after refinancing',
      help: 'How long the loan runs from then on; what is owed is repaid over it. Left empty, it ends when it was to end.',
      group,
    },
    {
      key: `${prefix}refinance_draw`,
      type: 'money',
      ...amount,
      default: 0,
      label: 'Money drawn',
      help: 'What you borrow on top; it comes into your household account. Interest on it is deducted if that on the rest of the loan is.',
      group,
    },
    {
      key: `${prefix}refinance_costs`,
      type: 'money',
      ...amount,
      usualMax: 20_000,
      default: 0,
      label: 'Costs of refinancing',
      help: 'Fees for ending the old terms and setting up the new ones, paid from your household account; they are not deducted.',
      group,
    },
  ]
}

/** The terms of a loan. Properties prefix the keys with `loan_`, because their params are flat too. */
export function loanTermFields(group: string, prefix: '' | 'loan_'): readonly FieldDefinition[] {
  return [
    {
      key: `${prefix}scheduled_balance`,
      type: 'money',
      ...amount,
      default: null,
      label: 'Scheduled balance',
      help: 'What would be owed if nothing had been paid ahead: the balance and what you could redraw. Regular repayments follow from it. Left empty, it is the balance.',
      group,
      ages: 'carried',
    },
    {
      key: `${prefix}rate`,
      type: 'percent',
      unit: 'a year',
      ...interest,
      default: 6,
      label: 'Interest rate',
      help: 'The rate charged on the loan now, fixed or variable.',
      group,
      ages: 'carried',
    },
    {
      key: `${prefix}term_months`,
      type: 'integer',
      unit: 'months',
      ...monthCount,
      min: 1,
      usualMin: 6,
      usualMax: 480,
      default: 360,
      label: 'Time left',
      help: 'How long until the loan is paid off, the interest-only time included.',
      group,
      ages: 'carried',
    },
    {
      key: `${prefix}interest_only_months`,
      type: 'integer',
      unit: 'months',
      ...monthCount,
      usualMax: 180,
      default: 0,
      label: 'Interest only for',
      help: 'How long you pay interest alone; afterwards level payments repay the loan over the time left.',
      group,
      ages: 'carried',
    },
    {
      key: `${prefix}fixed_months`,
      type: 'integer',
      unit: 'months',
      ...monthCount,
      usualMax: 120,
      default: 0,
      label: 'Rate fixed for',
      help: 'How long the rate cannot move; 0 means that it is variable.',
      group,
      ages: 'carried',
    },
    {
      key: `${prefix}revert_rate`,
      type: 'percent',
      unit: 'a year',
      ...interest,
      default: null,
      label: 'Rate after the fixed term',
      help: 'The rate that applies when the fixed months are over. Left empty, the interest rate stays as it is.',
      group,
    },
    {
      key: `${prefix}extra_monthly_payment`,
      type: 'money',
      unit: 'a month',
      ...amount,
      default: 0,
      label: 'Extra repayment',
      help: 'What you pay each month on top of the regular repayment, until the loan is repaid; it shortens the loan and saves interest.',
      group,
    },
  ]
}

/** The turn in which a holding covers what the household account is short of. */
export function shortfallOrder(group: string, others: string): FieldDefinition {
  return {
    key: 'shortfall_order',
    type: 'integer',
    min: 1,
    max: 99,
    default: null,
    label: 'Drawn on',
    help: `Where a shortfall of the household account is covered from deposits and portfolios: the turn in which this one is drawn on, 1 before 2. ${others} Those with the same number are drawn on together, each in proportion to what it is worth. Left empty, it comes after all that have a number.`,
    group,
  }
}

/** What the actions are called, apart from what they do, so that a list of them loads no engine. */
export const actionIds = [
  ...(['sell', 'buy_property', 'buy_shares'] as const),
  ...(['refinance', 'pay_off_faster', 'lump_sum'] as const),
  ...(['retire_early', 'rates_up'] as const),
] as const
export type ActionId = (typeof actionIds)[number]

interface ActionName {
  /** As a command. */
  readonly label: string
  /** One sentence for an investor. */
  readonly description: string
}

export const actionNames: Readonly<Record<ActionId, ActionName>> = {
  sell: {
    label: 'Sell a property or shares',
    description: 'What is left after costs, loans and tax, and what to do with it.',
  },
  buy_property: {
    label: 'Buy a property',
    description: 'A home or one to let: the price, when, how much of it is borrowed, and the rent.',
  },
  buy_shares: {
    label: 'Buy shares',
    description: 'Invest an amount out of your household account, and perhaps more each month.',
  },
  refinance: {
    label: 'Refinance a loan',
    description: 'Another rate or another term from a month on, and when its costs are earned back.',
  },
  pay_off_faster: {
    label: 'Pay off a loan faster',
    description: 'Pay something extra each month, and see how much sooner the loan ends.',
  },
  lump_sum: {
    label: 'Pay a lump sum off a loan',
    description: 'Pay more off once, or once every year.',
  },
  retire_early: {
    label: 'Retire early',
    description: 'Your salary ends sooner; what you spend, pay in and draw changes with it.',
  },
  rates_up: {
    label: 'Rates go up',
    description: 'Loans cost more than they do now, and growth may be lower too.',
  },
}

export function isActionId(text: unknown): text is ActionId {
  return typeof text === 'string' && (actionIds as readonly string[]).includes(text)
}

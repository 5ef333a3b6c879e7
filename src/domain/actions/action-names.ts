/** What the actions are called, apart from what they do, so that a list of them loads no engine. */
export const actionIds = ['pay_off_faster', 'lump_sum'] as const
export type ActionId = (typeof actionIds)[number]

interface ActionName {
  /** As a command. */
  readonly label: string
  /** One sentence for an investor. */
  readonly description: string
}

export const actionNames: Readonly<Record<ActionId, ActionName>> = {
  pay_off_faster: {
    label: 'Pay off a loan faster',
    description: 'Pay something extra each month, and see how much sooner the loan ends.',
  },
  lump_sum: {
    label: 'Pay a lump sum off a loan',
    description: 'Pay more off once, or once every year.',
  },
}

export function isActionId(text: unknown): text is ActionId {
  return typeof text === 'string' && (actionIds as readonly string[]).includes(text)
}

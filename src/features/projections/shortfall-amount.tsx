import { Amount } from '#fields/amount.tsx'
import type { Shortfall } from './key-figures.ts'

interface ShortfallAmountProps {
  shortfall: Shortfall | null
  /** It stands within a sentence. */
  isInSentence?: boolean
}

/** How deep the household account is overdrawn at worst, as a size. */
export function ShortfallAmount({ shortfall, isInSentence = false }: ShortfallAmountProps) {
  if (shortfall) return <Amount amount={shortfall.amount} />
  return isInSentence ? 'none' : 'None'
}

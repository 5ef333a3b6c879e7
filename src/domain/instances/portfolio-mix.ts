/** A portfolio of two classes: bonds beside its shares, brought back to their part each month. */
import { growth, share, volatility } from './ranges.ts'
import type { FieldDefinition } from './types.ts'

const besideShares = { key: 'asset_class', is: 'shares' } as const

export const mixFields: readonly FieldDefinition[] = [
  {
    key: 'bonds_share',
    countsWhen: besideShares,
    type: 'percent',
    unit: 'of the value',
    ...share,
    default: 0,
    label: 'Of which bonds',
    help: 'The part that is held in bonds, such as 40% of a 60/40 fund: at the end of each month the mix is brought back to it, and gains on what is sold for that are taxed. The other figures of the return are those of its shares.',
    group: 'market',
  },
  {
    key: 'bonds_return',
    countsWhen: besideShares,
    type: 'percent',
    unit: 'a year',
    ...growth,
    default: 4,
    label: 'Return of the bonds',
    help: 'The arithmetic mean of the yearly return of the part in bonds, interest included.',
    group: 'market',
  },
  {
    key: 'bonds_volatility',
    countsWhen: besideShares,
    type: 'percent',
    unit: 'a year',
    ...volatility,
    default: 6,
    label: 'Volatility of the bonds',
    help: 'The standard deviation of the yearly return of the part in bonds.',
    group: 'market',
  },
]

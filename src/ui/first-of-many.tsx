import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { usePrinting } from './printing.ts'

/** As many rows or cards as are drawn without a pause; on paper, where nothing can be pressed, all of them. */
export function useFirstOfMany<Item>(
  items: readonly Item[],
  first: number,
): { shown: readonly Item[]; showMore: ReactNode } {
  const [count, setCount] = useState(first)
  const isPrinting = usePrinting()
  const left = isPrinting ? 0 : items.length - count
  return {
    shown: left > 0 ? items.slice(0, count) : items,
    // More at a time each time, so that the last of many is some presses away and the page stays quick.
    showMore: left > 0 && (
      <Button size="xs" variant="default" style={{ alignSelf: 'center' }} onClick={() => setCount(count * 4)}>
        {left > count * 3 ? `Show ${count * 3} more of ${left}` : `Show the other ${left}`}
      </Button>
    ),
  }
}

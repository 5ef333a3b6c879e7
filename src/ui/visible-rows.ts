import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useState } from 'react'
import { usePrinting } from './printing.ts'

/** Shorter lists are rendered whole: the browser finds text in them. */
const virtualFrom = 100

interface VisibleRowsOptions {
  /** What the rows are in, which begins where they do. */
  list: RefObject<HTMLElement | null>
  ids: readonly string[]
  /** In pixels, before a row has been measured. */
  usualHeight: number
}

interface VisibleRows {
  /** The indices of those to render. */
  visible: readonly number[]
  /** A row's ref, where it has to be measured. */
  measure: ((row: HTMLElement | null) => void) | null
  /** How much room those before and after them take, in pixels. */
  before: number
  after: number
}

/** Which of the rows of a list that scrolls with the page are worth rendering. */
export function useVisibleRows({ list, ids, usualHeight }: VisibleRowsOptions): VisibleRows {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [list])
  // On paper there is no scrolling to what is not drawn.
  const isPrinting = usePrinting()
  const isVirtual = ids.length > virtualFrom && !isPrinting
  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 12,
    scrollMargin: top,
    enabled: isVirtual,
  })
  if (!isVirtual) return { visible: [...ids.keys()], measure: null, before: 0, after: 0 }
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return {
    visible: items.map((item) => item.index),
    measure: virtualizer.measureElement,
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
  }
}

import { Paper } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { usePrinting } from '#ui/printing.ts'
import type { ComparedCopy } from './differences.ts'
import { ScenarioInstanceCard } from './scenario-instance-card.tsx'

interface ScenarioInstanceListProps {
  compared: readonly ComparedCopy<ScenarioInstance>[]
}

/** Shorter lists are rendered whole: the browser finds text in them. */
const virtualFrom = 100
const usualHeight = 73

export function ScenarioInstanceList({ compared }: ScenarioInstanceListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // On paper there is no scrolling to what is not drawn.
  const isPrinting = usePrinting()
  const isVirtual = compared.length > virtualFrom && !isPrinting
  const virtualizer = useWindowVirtualizer({
    count: isVirtual ? compared.length : 0,
    estimateSize: () => usualHeight,
    getItemKey: (index) => compared[index]?.copy.id ?? index,
    overscan: 12,
    scrollMargin: top,
  })

  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])

  const items = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? top) - top
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)
  return (
    <Paper
      withBorder
      component="ul"
      ref={list}
      aria-label="Investments in this scenario"
      style={{ listStyle: 'none', margin: 0, padding: 0 }}
    >
      {isVirtual ? (
        <>
          <li aria-hidden style={{ height: before }} />
          {items.map((item) => (
            <ScenarioInstanceCard
              key={item.key}
              ref={virtualizer.measureElement}
              index={item.index}
              total={compared.length}
              entry={compared[item.index]!}
            />
          ))}
          <li aria-hidden style={{ height: after }} />
        </>
      ) : (
        compared.map((entry, index) => (
          <ScenarioInstanceCard key={entry.copy.id} index={index} total={compared.length} entry={entry} />
        ))
      )}
    </Paper>
  )
}

import { Paper } from '@mantine/core'
import { useMemo, useRef } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { useVisibleRows } from '#ui/visible-rows.ts'
import type { ComparedCopy } from './differences.ts'
import { ScenarioInstanceCard } from './scenario-instance-card.tsx'

interface ScenarioInstanceListProps {
  compared: readonly ComparedCopy<ScenarioInstance>[]
}

const usualHeight = 73

export function ScenarioInstanceList({ compared }: ScenarioInstanceListProps) {
  const list = useRef<HTMLUListElement>(null)
  const ids = useMemo(() => compared.map(({ copy }) => copy.id), [compared])
  const { visible, measure, before, after } = useVisibleRows({ list, ids, usualHeight })
  return (
    <Paper
      withBorder
      component="ul"
      ref={list}
      aria-label="Investments in this scenario"
      style={{ listStyle: 'none', margin: 0, padding: 0 }}
    >
      {before > 0 && <li aria-hidden style={{ height: before }} />}
      {visible.map((index) => {
        const entry = compared[index]
        return (
          entry && (
            <ScenarioInstanceCard
              key={entry.copy.id}
              ref={measure}
              index={index}
              total={compared.length}
              entry={entry}
            />
          )
        )
      })}
      {after > 0 && <li aria-hidden style={{ height: after }} />}
    </Paper>
  )
}

import type { ReactNode } from 'react'
import { formatMoney } from '#domain/money/format.ts'
import type { GoalChance } from '#domain/projection/analysis/outlook.ts'
import { goalOf } from '#domain/projection/goal.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { useFormat } from '#ui/format.ts'
import { formatChance } from './bands.ts'
import { FigureCard } from './figure-card.tsx'
import { whenJudged, whenReached, yearIsOver } from './goal-words.ts'

interface GoalCardProps {
  plan: Plan
  projection: Projection
  /** Of reality, and of the scenario beside it; undefined while they are played through. */
  chance: GoalChance | null | undefined
  beside?: { readonly name: string; readonly chance: GoalChance | null | undefined } | undefined
}

/** In how many futures the goal is reached; nothing where none is set. */
export function GoalCard({ plan, projection, chance, beside }: GoalCardProps): ReactNode {
  const format = useFormat()
  const goal = goalOf(plan)
  if (goal === null) return null
  const endOf = (year: number) => endMonthOf(projection, year)
  return (
    <FigureCard
      label={`Goal: ${formatMoney(goal.amount, format)} in today’s money ${whenJudged(goal.point, endOf, format.locale)}`}
      figure={chance ? formatChance(chance.chance, format.locale) : '…'}
    >
      of simulated futures reach it
      {chance && <div>{whenReached(chance.year, endOf, format.locale)}</div>}
      {goal.point === 0 && <div>{yearIsOver}</div>}
      {beside?.chance && (
        <div>
          With “{beside.name}”: {formatChance(beside.chance.chance, format.locale)}
        </div>
      )}
    </FigureCard>
  )
}

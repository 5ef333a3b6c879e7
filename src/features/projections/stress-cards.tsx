import { Button, Group, SimpleGrid, Text } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { type StressTest, whenOutside } from '#domain/projection/analysis/stress.ts'
import type { OwnStressTest } from '#domain/scenarios/own-stress-tests.ts'
import { changeWords } from '#domain/scenarios/stress-words.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { FigureCard } from './figure-card.tsx'
import type { KeyFigures } from './key-figures.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import type { StressOutcome, StressOutcomes } from './stress-tests.ts'

interface StressCardsProps extends StressOutcomes {
  onEdit: (test: OwnStressTest) => void
  onDelete: (test: OwnStressTest) => void
}

/** A card a shock: what moves and what stays, what it costs at the end, and whether the household account holds. */
export function StressCards({ outcomes, onEdit, onDelete, ...stress }: StressCardsProps) {
  return (
    // Four are two and two, or a row: one alone below three looks left over.
    <SimpleGrid
      cols={{ base: 1, sm: 2, ...(outcomes.length === 4 ? { xl: 4 } : { lg: 3 }) }}
      spacing={{ base: 'xs', sm: 'sm' }}
    >
      {outcomes.map((outcome) => (
        <StressCard
          key={outcome.test.key}
          outcome={outcome}
          {...stress}
          onEdit={onEdit}
          onDelete={onDelete}
        />
      ))}
    </SimpleGrid>
  )
}

type StressCardProps = Omit<StressCardsProps, 'outcomes'> & { outcome: StressOutcome }

function StressCard({ outcome, planned, projection, lead, onEdit, onDelete }: StressCardProps) {
  const format = useFormat()
  const { test, figures, effect, isHarmless, reality } = outcome
  const { own } = test
  return (
    <FigureCard
      label={test.name}
      figure={isHarmless ? 'No effect' : signedMoney(effect, format)}
      isBad={Math.round(effect) < 0}
    >
      {!isHarmless && <div>on the net worth in {formatMonth(figures.endMonth, format.locale)}</div>}
      {reality && (
        <>
          <div>Reality: {reality.isHarmless ? 'no effect' : <Amount amount={reality.effect} isSigned />}</div>
          <div>
            Difference from reality: <Amount amount={reality.lead} isSigned /> (as planned:{' '}
            <Amount amount={lead ?? 0} isSigned />)
          </div>
        </>
      )}
      <Overdraft planned={planned} figures={figures} />
      <Text size="sm" mt="xs">
        <What test={test} startMonth={projection.startMonth} years={projection.years} />
      </Text>
      {own && (
        <Group gap="xs" mt="xs" className="no-print">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Edit “${test.name}”`}
            onClick={() => onEdit(own.test)}
          >
            Edit
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Delete “${test.name}”`}
            onClick={() => onDelete(own.test)}
          >
            Delete
          </Button>
        </Group>
      )}
    </FigureCard>
  )
}

interface WhatProps extends Pick<StressOutcomes['projection'], 'startMonth' | 'years'> {
  test: StressTest
}

/** What moves, when, and what stays. */
function What({ test: { own, stays }, startMonth, years }: WhatProps) {
  const format = useFormat()
  if (!own) return stays
  const outside = whenOutside(own.test, startMonth, years)
  return [
    `${changeWords(own.test, format)}.`,
    outside === 'past' && 'That has passed: change its month to test it again.',
    outside === 'later' && 'The projection ends before it begins.',
    stays,
  ]
    .filter(Boolean)
    .join(' ')
}

interface OverdraftProps {
  planned: KeyFigures
  figures: KeyFigures
}

function Overdraft({ planned, figures }: OverdraftProps) {
  if (!figures.worstShortfall) return <div>The household account is never overdrawn</div>
  return (
    <div>
      Deepest overdraft of the household account: <ShortfallAmount shortfall={figures.worstShortfall} /> (as
      planned: <ShortfallAmount shortfall={planned.worstShortfall} isInSentence />)
    </div>
  )
}

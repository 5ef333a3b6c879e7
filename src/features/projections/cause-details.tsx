import { Stack, Text } from '@mantine/core'
import type { Projection } from '#domain/projection/projection.ts'
import { amountOf, type Cause, type CausePart } from './causes.ts'
import { chartPoints } from './chart-lines.ts'
import { FiguresTable } from './figures-table.tsx'
import { isNothing, type Sum, sumOfTerms } from './sum.ts'
import { SumTable } from './sum-table.tsx'

export interface CauseShown {
  readonly cause: Cause
  readonly label: string
  readonly help: string
  /** As the bar says it. */
  readonly amount: number
  readonly shown: Projection
  /** What is shown is called so, such as the scenario's name. */
  readonly name: string
}

/** Holdings that have a line of their own. */
const shownParts = 20

/** A holding's part, and what makes it where that is two things. */
function partSum(part: CausePart, name: string): Sum {
  const labels = {
    market: 'Growth',
    inflation: 'Inflation on what it was worth',
    shown: name,
    less: 'Reality',
  }
  const terms = Object.entries(part.terms).map(([key, values]) => ({
    key,
    label: labels[key as keyof typeof labels],
    amount: amountOf({ values }),
  }))
  const isMade = terms.filter(({ amount }) => !isNothing(amount)).length > 1
  return sumOfTerms(part.key, part.label, isMade ? terms : [], amountOf(part))
}

/** The largest holdings, and one line for the others. */
function partSums(parts: readonly CausePart[], name: string): Sum[] {
  const sums = parts
    .map((part) => partSum(part, name))
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  if (sums.length <= shownParts) return sums
  const others = sums.slice(shownParts)
  return [
    ...sums.slice(0, shownParts),
    sumOfTerms(
      'others',
      `${others.length} others together`,
      [],
      others.reduce((sum, { amount }) => sum + amount, 0),
    ),
  ]
}

/** What a bar stands for: by holding, and year by year. */
export function CauseDetails({ cause, label, help, amount, shown, name }: CauseShown) {
  const { sides, values, parts } = cause
  const column = (key: string, label: string, values: Float64Array) => ({
    key,
    label,
    values,
    isSigned: true,
  })
  const columns = sides
    ? [
        column('shown', name, sides.shown),
        column('less', 'Reality', sides.less),
        column('difference', 'Difference', values),
      ]
    : [column('all', label, values)]
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {help}
        {sides && ` What it does to net worth in “${name}”, less what it does in reality.`}
      </Text>
      <SumTable
        caption={`“${label}” by holding`}
        sums={[sumOfTerms('all', label, partSums(parts, name), amount)]}
      />
      <FiguresTable
        title={`“${label}” year by year`}
        points={chartPoints(shown)}
        columns={columns}
        words={{ show: 'Show it year by year', hide: 'Hide the years' }}
      />
    </Stack>
  )
}

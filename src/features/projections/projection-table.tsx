import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Projection } from '#domain/projection/projection.ts'
import { balanceRows } from '#domain/projection/rows.ts'
import { cutParts, partsOf, type Side, sideTotals } from './breakdown.ts'
import { chartPoints } from './chart-lines.ts'
import { type Download, projectionCsv } from './csv.ts'
import { measureGroups } from './measures.ts'
import type { Money } from './series.ts'
import { YearTable, type YearTableGroup } from './year-table.tsx'

interface ProjectionTableProps {
  /** What the first projection is, such as the scenario's name. */
  label: string
  projection: Projection
  /** Reality, to choose between both and their difference. */
  reality?: Projection
  money: Money
  /** Offers it as a file; given by the page. */
  renderDownload: (table: Download) => ReactNode
}

type SideKey = 'shown' | 'reality' | 'difference'

/** Every row of a projection, year by year, each to be opened by holding. */
export function ProjectionTable({ label, projection, reality, money, renderDownload }: ProjectionTableProps) {
  const [sideKey, setSideKey] = useState<SideKey>('shown')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const points = chartPoints(projection)
  const sides: Record<SideKey, { label: string; side: Side }> = {
    shown: { label, side: { shown: projection } },
    reality: { label: 'Reality', side: { shown: reality ?? projection } },
    difference: {
      label: 'Difference',
      side: reality ? { shown: projection, less: reality } : { shown: projection },
    },
  }
  const { side } = sides[sideKey]
  const toggle = (key: string) =>
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })

  const groups: YearTableGroup[] = measureGroups.map((group) => ({
    label: group.label,
    rows: group.measures
      // In today's money the two rows of net worth are one.
      .filter((measure) => money === 'future' || measure.row !== 'netWorthReal')
      .map(({ row, ...words }) => {
        const isOpen = open.has(row)
        return {
          ...words,
          key: row,
          values: sideTotals(side, row, money),
          isFlow: !balanceRows.includes(row),
          isSigned: sideKey === 'difference',
          isOpen,
          ...(row === 'deficit' ? {} : { parts: isOpen ? cutParts(partsOf(side, row, money)) : [] }),
        }
      }),
  }))
  if (reality)
    groups.unshift({
      label: 'Net worth beside reality',
      rows: (['shown', 'reality', 'difference'] as const).map((key) => ({
        key: `beside-${key}`,
        label: sides[key].label,
        values: sideTotals(sides[key].side, 'netWorth', money),
        isTotal: key === 'difference',
        isSigned: key === 'difference',
      })),
    })

  const written = reality ? Object.values(sides) : [sides.shown]

  return (
    <Stack gap="sm">
      {/* On paper each sheet has the caption of its table. */}
      <Group justify="space-between" gap="sm" className="no-print">
        <Title order={2} fz="h4">
          Year by year
        </Title>
        <Group gap="sm">
          {reality && (
            <SegmentedControl
              size="xs"
              aria-label="Whose figures"
              value={sideKey}
              onChange={(value) => setSideKey(value as SideKey)}
              data={[
                { value: 'shown', label: 'Scenario' },
                { value: 'reality', label: 'Reality' },
                { value: 'difference', label: 'Difference' },
              ]}
            />
          )}
          {renderDownload({
            name: `${label} - projection.csv`,
            csvOf: (dialect) => projectionCsv(written, points, money, dialect),
          })}
        </Group>
      </Group>
      <YearTable
        caption={`Year by year, if every year were average: ${sides[sideKey].label}, ${money === 'today' ? 'in today’s money' : 'in future money'}`}
        points={points}
        groups={groups}
        onToggle={toggle}
      />
      {money === 'today' && (
        <Text size="sm" c="dimmed">
          What is received and paid in a year is shown in today’s money by the prices at the end of that year.
        </Text>
      )}
    </Stack>
  )
}

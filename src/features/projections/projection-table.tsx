import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { isMonthlyRow } from '#domain/projection/analysis/months.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { balanceRows, type Row } from '#domain/projection/rows.ts'
import { cutParts, partsOf, type Side, sideTotals } from './breakdown.ts'
import { chartPoints } from './chart-lines.ts'
import { type Download, projectionCsv } from './csv.ts'
import { explain, type Holder } from './explain.ts'
import { ExplanationDialog, type ShownExplanation } from './explanation-dialog.tsx'
import { measureGroups, measureOf } from './measures.ts'
import type { Money } from './series.ts'
import { YearTable, type YearTableGroup } from './year-table.tsx'

interface ProjectionTableProps {
  /** What the first projection is, such as the scenario's name. */
  label: string
  projection: Projection
  /** Reality, to choose between both and their difference. */
  reality?: Projection
  money: Money
  /** What is projected, to take a year of a holding apart by months. */
  plans?: { readonly shown: Plan; readonly reality: Plan }
  /** Shows the worksheet of the tax that is paid in a projection year. */
  onShowTax?: (year: number) => void
  /** Offers it as a file; given by the page. */
  renderDownload: (table: Download) => ReactNode
}

const sideKeys = ['shown', 'reality', 'difference'] as const
type SideKey = (typeof sideKeys)[number]

const besideKey = (key: SideKey) => `beside-${key}`
/** Whose net worth a row of the comparison is; none for other rows. */
const besideSide = (row: string) => sideKeys.find((key) => besideKey(key) === row)

/** Every row of a projection, year by year, each to be opened by holding. */
export function ProjectionTable({
  label,
  projection,
  reality,
  money,
  plans,
  onShowTax,
  renderDownload,
}: ProjectionTableProps) {
  const [asked, setAsked] = useState<ShownExplanation | null>(null)
  const [isExplaining, { open: openDialog, close: closeDialog }] = useDisclosure(false)
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
  const explainFigure = (key: string, part: string | null, year: number) => {
    const beside = besideSide(key)
    const row = beside ? 'netWorth' : (key as Row)
    const whose = beside ?? sideKey
    const { side } = sides[whose]
    const plan = whose === 'difference' ? undefined : plans?.[whose]
    const holder: Holder = part === null ? 'all' : part === 'household' ? part : { id: part }
    const endMonth = points[year]?.endMonth
    if (!endMonth) return
    setAsked({
      ...explain(side, row, holder, year, money),
      label: measureOf(row).label,
      of: part === null ? null : (partsOf(side, row, money).find((one) => one.key === part)?.label ?? null),
      help: measureOf(row).help,
      year,
      endMonth,
      ...(plan &&
        part !== null &&
        part !== 'household' &&
        isMonthlyRow(row) && {
          months: { plan, instanceId: part, row, year },
        }),
      ...(row === 'tax' && onShowTax && { onShowTax: () => onShowTax(year) }),
    })
    openDialog()
  }
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
      // Few have a shortfall covered.
      .filter(({ row }) => row !== 'covered' || sideTotals(side, row, money).some((amount) => amount !== 0))
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
      rows: sideKeys.map((key) => ({
        key: besideKey(key),
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
        onExplain={explainFigure}
      />
      <ExplanationDialog shown={asked} isOpen={isExplaining} onClose={closeDialog} />
      {money === 'today' && (
        <Text size="sm" c="dimmed">
          What is received and paid in a year is shown in today’s money by the prices at the end of that year.
        </Text>
      )}
    </Stack>
  )
}

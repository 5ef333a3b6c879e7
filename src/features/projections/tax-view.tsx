import {
  ActionIcon,
  Anchor,
  Group,
  NativeSelect,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router-dom'
import { addMonths, formatMonth, type Month } from '#domain/calendar/month.ts'
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { pointLabel } from './chart-lines.ts'
import type { Download } from './csv.ts'
import { SumTable } from './sum-table.tsx'
import { taxCsv } from './tax-csv.ts'
import { taxSheets } from './tax-sums.ts'
import classes from './tax-view.module.css'
import { taxWorksheetQuery } from './tax-worksheet-query.ts'
import { taxYearName } from './tax-years.ts'

type WorksheetYear = TaxWorksheet['years'][number]

interface TaxViewProps {
  /** Whose tax; the first is shown until another is chosen. */
  sides: readonly { readonly label: string; readonly plan: Plan }[]
  /** The last month of the tax year in view; anything else for the first. */
  taxYear: string
  onChoose: (taxYear: string) => void
  assumptionsPath: string
  /** Offers it as a file; given by the page. */
  renderDownload: (table: Download) => ReactNode
}

/** A tax year from income to tax, row by row, as it can be followed by hand. */
export function TaxView({ sides, taxYear, onChoose, assumptionsPath, renderDownload }: TaxViewProps) {
  const [sideIndex, setSideIndex] = useState(0)
  const side = sides[sideIndex] ?? sides[0]
  if (!side) return null
  const isTaxed = resolveAssumptions(side.plan.assumptions).tax_system !== 'none'
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Title order={2} fz="h4">
          Tax worksheet
        </Title>
        {sides.length > 1 && isTaxed && (
          <SegmentedControl
            size="xs"
            aria-label="Whose tax"
            className="no-print"
            value={String(sideIndex)}
            onChange={(value) => setSideIndex(Number(value))}
            data={sides.map(({ label }, index) => ({
              value: String(index),
              label: index === 0 ? 'Scenario' : label,
            }))}
          />
        )}
      </Group>
      {isTaxed ? (
        <Worksheet side={side} taxYear={taxYear} onChoose={onChoose} renderDownload={renderDownload} />
      ) : (
        <Text size="sm">
          No tax is taken: the{' '}
          <Anchor component={Link} to={assumptionsPath} underline="always">
            assumptions
          </Anchor>{' '}
          say so.
        </Text>
      )}
    </Stack>
  )
}

interface WorksheetProps extends Pick<TaxViewProps, 'taxYear' | 'onChoose' | 'renderDownload'> {
  side: TaxViewProps['sides'][number]
}

function Worksheet({ side: { label, plan }, taxYear, onChoose, renderDownload }: WorksheetProps) {
  const format = useFormat()
  const query = useQuery(taxWorksheetQuery(plan))
  const words = { startMonth: plan.startMonth, format }
  return (
    <Loaded
      query={query}
      failed="The tax worksheet could not be computed"
      loading={<LoadingState rows={8} label="Computing the tax worksheet" />}
    >
      {(worksheet) => {
        const { years, ...rules } = worksheet
        const found = years.findIndex(({ endMonth }) => endMonth === taxYear)
        const shown = years[Math.max(0, found)]
        if (!shown) return null
        const name = `Tax of ${label}, ${taxYearName(shown.endMonth)}`
        return (
          <>
            <Group justify="space-between" gap="sm" className="no-print">
              <YearChoice years={years} shown={shown} onChoose={onChoose} />
              {renderDownload({
                name: `${label} - tax.csv`,
                csvOf: (dialect) => taxCsv([{ label, worksheet }], words, dialect),
              })}
            </Group>
            <Text size="sm" c="dimmed">
              {whenPaid(shown, plan.startMonth, format.locale)} Amounts are in future money, your share, as if
              every year were average.
            </Text>
            {taxSheets(shown.persons, { ...words, rules }).map(({ name: title, sums }, _, sheets) => {
              const caption = sheets.length === 1 ? name : `${name}: ${title}`
              return (
                <Paper
                  key={title}
                  component="section"
                  withBorder
                  p={{ base: 'sm', sm: 'lg' }}
                  className={classes.sheet}
                  aria-label={caption}
                >
                  {sheets.length > 1 && (
                    <Title order={3} fz="h5" mb="xs">
                      {title}
                    </Title>
                  )}
                  <SumTable caption={caption} sums={sums} />
                </Paper>
              )
            })}
          </>
        )
      }}
    </Loaded>
  )
}

function whenPaid(
  { endMonth, paidIn, year, isPartial }: WorksheetYear,
  startMonth: Month,
  locale: string,
): string {
  const yearEnd = endMonthOf({ startMonth }, year)
  const [first, last, paid] = [addMonths(endMonth, -11), endMonth, paidIn].map((month) =>
    formatMonth(month, locale),
  )
  const when =
    paidIn === endMonth
      ? `its tax is paid at the end of ${paid}`
      : `the projection ends in ${paid}, and its tax is paid then, as if nothing more were to come`
  const known = isPartial ? ' Of its first months only what is known is in it.' : ''
  return `This tax year is ${first} to ${last}; ${when}, under ${pointLabel({ year, endMonth: yearEnd })} in tables of years.${known}`
}

interface YearChoiceProps {
  years: readonly WorksheetYear[]
  shown: WorksheetYear
  onChoose: (taxYear: string) => void
}

function YearChoice({ years, shown, onChoose }: YearChoiceProps) {
  const index = years.indexOf(shown)
  const [before, after] = [years[index - 1], years[index + 1]]
  const hasSale = ({ persons }: WorksheetYear) =>
    persons.some(({ holdings }) =>
      holdings.some(({ realised }) => realised.some(({ isWithdrawal }) => !isWithdrawal)),
    )
  const step = (to: WorksheetYear | undefined, label: string, icon: ReactNode) => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      disabled={!to}
      onClick={() => to && onChoose(to.endMonth)}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <Group gap={6} wrap="nowrap">
      {step(before, 'The tax year before', <IconChevronLeft size={18} aria-hidden />)}
      <NativeSelect
        aria-label="Tax year"
        value={shown.endMonth}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={years.map((year) => ({
          value: year.endMonth,
          label: `${taxYearName(year.endMonth)}${hasSale(year) ? ', with a sale' : ''}`,
        }))}
      />
      {step(after, 'The tax year after', <IconChevronRight size={18} aria-hidden />)}
    </Group>
  )
}

import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addMonths, formatMonth, type Month } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import type { Explanation } from './explain.ts'
import { type MonthsAsked, monthsQuery } from './months-query.ts'
import { type Sum, sumOfTerms } from './sum.ts'
import { SumTable } from './sum-table.tsx'

export interface ShownExplanation extends Explanation {
  /** What the figure is, such as "Net worth". */
  readonly label: string
  /** Whose it is, where it is not that of all together. */
  readonly of: string | null
  readonly help: string | undefined
  readonly year: number
  readonly endMonth: Month
  /** Of a flow of one holding: the months of the year tell it. */
  readonly months?: MonthsAsked
  /** Leads to the worksheet of the tax that is paid in the year. */
  readonly onShowTax?: () => void
}

interface ExplanationDialogProps {
  /** What was last asked for stays while the dialog closes. */
  shown: ShownExplanation | null
  isOpen: boolean
  onClose: () => void
}

/** How a figure of the table comes about, with its numbers. */
export function ExplanationDialog({ shown, isOpen, onClose }: ExplanationDialogProps) {
  const { locale } = useFormat()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={shown && titleOf(shown, locale)}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="md"
    >
      {shown && <Body shown={shown} />}
    </Modal>
  )
}

function titleOf({ label, of, year, endMonth }: ShownExplanation, locale: string): string {
  const when = year === 0 ? 'now' : `year ${year}, to the end of ${formatMonth(endMonth, locale)}`
  return `${label}${of === null ? '' : ` of ${of}`}: ${when}`
}

/** The figure with its months, where these tell it and are there. */
function useSum({ sum, months, year, endMonth }: ShownExplanation): Sum {
  const { locale } = useFormat()
  const { data } = useQuery(monthsQuery(year > 0 ? months : undefined))
  if (!data) return sum
  const terms = data.map((amount, index) => {
    const month = addMonths(endMonth, index - 11)
    return { key: month, label: formatMonth(month, locale), amount }
  })
  return sumOfTerms(sum.key, sum.label, terms, sum.amount)
}

function Body({ shown }: { shown: ShownExplanation }) {
  const { label, help, today, year, onShowTax } = shown
  const sum = useSum(shown)
  const format = useFormat()
  const words = (amount: number) => formatMoney(amount, format, 'cents')
  const number = (level: number) =>
    new Intl.NumberFormat(format.locale, { maximumFractionDigits: 6 }).format(level)
  return (
    <Stack gap="sm">
      {help && (
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      )}
      <SumTable
        caption={`How “${label}” comes about`}
        sums={[{ ...sum, label: today ? `${label}, in future money` : label }]}
      />
      {today && (
        <Text size="sm">
          In today’s money: {words(sum.amount)} ÷ {number(today.ofYear)}
          <sup>{year}</sup> = <strong>{words(today.amount)}</strong>. Prices are {number(today.level)} times
          what they are now by then.
        </Text>
      )}
      {onShowTax && (
        <Button variant="light" onClick={onShowTax}>
          Show the tax worksheet
        </Button>
      )}
    </Stack>
  )
}

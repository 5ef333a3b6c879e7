import { Button, Modal, Stack, Text } from '@mantine/core'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import type { Explanation } from './explain.ts'
import { SumTable } from './sum-table.tsx'

export interface ShownExplanation extends Explanation {
  /** What the figure is, such as "Net worth". */
  readonly label: string
  /** Whose it is, where it is not that of all together. */
  readonly of: string | null
  readonly help: string | undefined
  readonly year: number
  readonly endMonth: Month
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
  if (!shown) return null
  const { label, of, year, endMonth } = shown
  const when = year === 0 ? 'now' : `year ${year}, to the end of ${formatMonth(endMonth, locale)}`
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={`${label}${of === null ? '' : ` of ${of}`}: ${when}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="md"
    >
      <Body shown={shown} />
    </Modal>
  )
}

function Body({ shown }: { shown: ShownExplanation }) {
  const { label, help, sum, today, year, onShowTax } = shown
  const format = useFormat()
  const words = (amount: number) => formatMoney(amount, format, 'cents')
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
          In today’s money: {words(sum.amount)} ÷ {levelText(today.level, format.locale)} ={' '}
          <strong>{words(today.amount)}</strong>. So much have prices risen by the end of{' '}
          {year === 1 ? 'the first year' : `${year} years`}.
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

function levelText(level: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 4, maximumFractionDigits: 6 }).format(level)
}

import { VisuallyHidden } from '@mantine/core'
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { useFormat } from '#ui/format.ts'

/** Up to nine digits are written out everywhere. */
const shortenedFrom = 1e9

interface AmountProps {
  amount: number
  /** It is a difference. */
  isSigned?: boolean
  /** It stands in a column that is added up to the cent. */
  isInCents?: boolean
}

/**
 * An amount where there is little room, such as a card or a cell: a very large one is abbreviated ("$1.23B", in the
 * manner of the locale), with the whole of it for whoever points at it or listens.
 */
export function Amount({ amount, isSigned = false, isInCents = false }: AmountProps) {
  const format = useFormat()
  const write = isSigned ? signedMoney : formatMoney
  const whole = isInCents ? write(amount, format, 'cents') : write(Math.round(amount), format)
  if (Math.abs(amount) < shortenedFrom) return whole
  return (
    // Positioned, so that what is hidden stays where the amount is: in a table that scrolls it would widen the page.
    <span title={whole} style={{ position: 'relative' }}>
      <span aria-hidden>{write(amount, format, 'compact')}</span>
      <VisuallyHidden>{whole}</VisuallyHidden>
    </span>
  )
}

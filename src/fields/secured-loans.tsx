import { Stack, Text } from '@mantine/core'
import { formatPercent } from '#domain/instances/format.ts'
import { securedOn } from '#domain/instances/secured.ts'
import type { Params } from '#domain/instances/types.ts'
import { formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import { useHoldings } from './references.ts'

interface SecuredLoansProps {
  /** Of the property; null for one that is being entered, which nothing can name yet. */
  lineageId: string | null
  /** What stands in its form. */
  params: Params
}

/** The loans secured on a property beside its own, and what all of them come to beside its value, as entered. */
export function SecuredLoans({ lineageId, params }: SecuredLoansProps) {
  const format = useFormat()
  const holdings = useHoldings()
  const loans = securedOn(lineageId, holdings ?? []).filter(({ status }) => status === 'active')
  if (loans.length === 0) return null
  const amount = (value: unknown) => (typeof value === 'number' ? value : 0)
  const money = (value: number) => formatMoney(value, format)
  const share = typeof params.ownership_share === 'number' ? params.ownership_share / 100 : 1
  const owed = loans.reduce(
    (sum, loan) => sum + amount(loan.params.balance),
    amount(params.loan_balance) * share,
  )
  const worth = amount(params.value) * share
  const names = loans.map(({ name, params: { balance } }) => `${name} ${money(amount(balance))}`)
  return (
    <Stack gap={2}>
      <Text size="sm">Also secured on it: {names.join(', ')}.</Text>
      {worth > 0 && (
        <Text size="sm">
          Loan to value with {loans.length === 1 ? 'it' : 'them'}:{' '}
          {formatPercent((100 * owed) / worth, format.locale, 1)}.
        </Text>
      )}
    </Stack>
  )
}

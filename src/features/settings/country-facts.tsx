import { List } from '@mantine/core'
import type { Country } from '#domain/countries/country.ts'
import { formatPercent } from '#domain/instances/format.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'

interface CountryFactsProps {
  country: Country
  /** How figures will be written. */
  display: MoneyFormat
}

/** What one begins with in a country, in a few lines. */
export function CountryFacts({ country, display }: CountryFactsProps) {
  const inflation = country.defaults.find(({ key }) => key === 'inflation_rate')
  return (
    <List size="sm" spacing={4} withPadding={false}>
      <List.Item>
        Amounts in {display.currency}, written {formatMoney(1_234.5, display, 'cents')}; rent a{' '}
        {country.rentPeriod}
      </List.Item>
      <List.Item>{country.tax}</List.Item>
      {inflation && (
        <List.Item>
          Prices rise {formatPercent(Number(inflation.value), display.locale)} a year. {inflation.why}
        </List.Item>
      )}
    </List>
  )
}

import { type ReactNode, useMemo } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { FormatProvider } from '#ui/format.ts'

/** Writes everything below in the currency, locale and words of whoever is signed in. */
export function PreferredFormat({ children }: { children: ReactNode }) {
  const { currency, locale, country } = usePreferences()
  // The same object until one of them changes, so that long lists need not be drawn anew.
  const format = useMemo(
    () => ({
      currency,
      locale,
      ...(country && { rentPeriod: country.rentPeriod, help: country.help, seldom: country.seldom }),
    }),
    [currency, locale, country],
  )
  return <FormatProvider value={format}>{children}</FormatProvider>
}

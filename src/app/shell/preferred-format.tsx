import { type ReactNode, useMemo } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { FormatProvider } from '#ui/format.ts'

/** Writes everything below in the currency and locale of whoever is signed in. */
export function PreferredFormat({ children }: { children: ReactNode }) {
  const { currency, locale } = usePreferences()
  // The same object until one of them changes, so that long lists need not be drawn anew.
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  return <FormatProvider value={format}>{children}</FormatProvider>
}

import { createContext, use } from 'react'

/** How whoever looks at the page reads figures. */
export interface Format {
  /** ISO 4217, such as `AUD`. */
  readonly currency: string
  /** BCP 47, such as `en-AU`. */
  readonly locale: string
  /** What rents are said for. */
  readonly rentPeriod?: 'week' | 'month'
  /** Help of fields in words of the user's country, by the field's key, where these differ. */
  readonly help?: Readonly<Record<string, string>>
  /** Keys of fields that hardly anybody in the user's country has a use for. */
  readonly seldom?: ReadonlySet<string>
}

const FormatContext = createContext<Format>({ currency: 'AUD', locale: 'en-AU' })

export const FormatProvider = FormatContext.Provider

/** The currency and locale in which everything on the page is written. Pure functions take it as an argument. */
export const useFormat = (): Format => use(FormatContext)

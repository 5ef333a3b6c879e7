/**
 * The first of these locales (BCP 47) that this browser knows: one saved by a newer browser, restored from elsewhere or made up by
 * an operating system ("en-US@posix") may not be even well formed, and every figure on the page is written by it.
 */
export function knownLocale(...wanted: readonly (string | undefined)[]): string {
  return wanted.find((locale): locale is string => locale !== undefined && isKnown(locale)) ?? 'en'
}

function isKnown(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0
  } catch {
    return false // not well formed
  }
}

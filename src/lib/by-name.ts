const collators = new Map<string | undefined, Intl.Collator>()

/**
 * Orders names as people do: "Flat 2" before "Flat 10", letters as the locale has them. `locale` is BCP 47; without one,
 * that of the browser.
 */
export function byName(
  locale?: string,
): (a: { readonly name: string }, b: { readonly name: string }) => number {
  const compare = comparingText(locale)
  return (a, b) => compare(a.name, b.name)
}

/** The same for the names themselves. */
export function comparingText(locale?: string): (a: string, b: string) => number {
  let collator = collators.get(locale)
  if (!collator) {
    collator = new Intl.Collator(locale, { numeric: true })
    collators.set(locale, collator)
  }
  return collator.compare
}

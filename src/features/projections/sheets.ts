/** A list in pieces of at most so many: what one sheet of paper has room for. */
export function sheetsOf<Item>(items: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(items.length / most)
  return Array.from({ length: count }, (_, sheet) => items.slice(sheet * most, (sheet + 1) * most))
}

/** Points of time in tens of years; the beginning stands with the first. */
export function decadesOf<Point>(points: readonly Point[]): Point[][] {
  const [now, ...years] = points
  const [first = [], ...others] = sheetsOf(years, 10)
  return now === undefined ? [] : [[now, ...first], ...others]
}

/** What stands behind a number that counts: "12 months", "1 month". */

const singulars: ReadonlyMap<string, string> = new Map([
  ['months', 'month'],
  ['years', 'year'],
  ['people', 'person'],
  ['futures', 'future'],
  ['points', 'point'],
  ['points a year', 'point a year'],
])

/** The unit as it is said of one; what says how often ("a week") is said of one as of many. */
export function singularOf(unit: string): string {
  return singulars.get(unit) ?? unit
}

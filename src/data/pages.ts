/** PostgREST answers at most this many rows a request. */
export const pageSize = 1_000

/**
 * Every row of a list that may be longer than a page. `page` is asked for the rows whose id comes after `afterId`,
 * by id: rows added or deleted meanwhile can then neither repeat nor hide others.
 */
export async function readAllPages<Row extends { id: string }>(
  page: (afterId: string | null) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const next = await page(rows.at(-1)?.id ?? null)
    rows.push(...next)
    if (next.length < pageSize) return rows
  }
}

/**
 * Hosted Supabase loads `safeupdate` for whoever comes through the API: an update or delete of a whole table is refused.
 * Our binaries have no such library, so the API refuses what would reach it as such a statement. (What functions do is
 * read from their text in `tests/database/safe-update.test.ts`.)
 */

/** Parameters of a request that choose no rows. */
const noFilter = new Set(['select', 'columns', 'order', 'limit', 'offset', 'on_conflict'])

/** The answer to an update or delete that names no rows, in PostgREST's words; nothing for any other request. */
export function refusalWithoutWhere(request: Request): Response | undefined {
  const statement = { PATCH: 'UPDATE', DELETE: 'DELETE' }[request.method]
  const { pathname, searchParams } = new URL(request.url)
  if (!statement || !pathname.startsWith('/rest/v1/')) return undefined
  if ([...searchParams.keys()].some((name) => !noFilter.has(name))) return undefined
  return Response.json(
    { code: '21000', details: null, hint: null, message: `${statement} requires a WHERE clause` },
    { status: 400, headers: { 'access-control-allow-origin': '*' } },
  )
}

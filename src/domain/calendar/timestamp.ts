/** The server's moments in time come as `2026-11-22 08:27:26+00` or as ISO 8601, depending on the backend. */

/** The moment; throws a `RangeError` for text that is none. */
export function parseTimestamp(text: string): Date {
  const iso = text
    .trim()
    .replace(' ', 'T')
    .replace(/([+-]\d{2})$/, '$1:00')
    // Browsers need not read more than milliseconds.
    .replace(/(\.\d{3})\d+/, '$1')
  const moment = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`)
  if (Number.isNaN(moment.getTime())) throw new RangeError(`Not a timestamp: ${text}`)
  return moment
}

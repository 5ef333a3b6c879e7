/**
 * Studio shows the message of an error and nothing else. What our triggers refuse comes in words; what PostgreSQL refuses
 * before them, because it cannot be read or is there already, is put into words here.
 */

const isNot: [type: RegExp, words: string][] = [
  [/^(numeric|real|double precision|smallint|integer|bigint)$/, 'is not a number'],
  [/^boolean$/, 'is neither true nor false'],
  [/^uuid$/, 'is not an id such as 01a2190d-db51-7615-9486-88c3e56a2c87'],
  [/^timestamp/, 'is not a point in time such as 2027-01-31 09:00'],
]

function wordsOf(code: unknown, message: string, details: unknown): string | null {
  // PGlite's own, before PostgreSQL is asked.
  if (/Invalid input for boolean type/.test(message)) return 'Write true or false. Nothing was changed.'
  if (code === '22P02' || code === '22007') {
    const [, type, value] = /^invalid input syntax for type ([\w ]+): "(.*)"$/s.exec(message) ?? []
    const words = isNot.find(([pattern]) => type && pattern.test(type))?.[1]
    return words ? `“${value}” ${words}. Nothing was changed.` : null
  }
  if (code === '23505') {
    const [, columns, values] = /^Key \((.+)\)=\((.+)\) already exists\.$/s.exec(String(details)) ?? []
    return columns
      ? `There is a row with this ${columns} already (${values}). Change that one instead.`
      : null
  }
  return null
}

/** The same answer; an error that Studio would show as PostgreSQL's own gets a sentence for people. */
export async function inOurWords(response: Response): Promise<Response> {
  if (response.ok || !response.headers.get('content-type')?.includes('json')) return response
  const error = await response.json()
  const message = wordsOf(error.code, String(error.message), error.details) ?? error.message
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify({ ...error, message }), { status: response.status, headers })
}

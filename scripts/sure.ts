/** What programs and tests know to be there: they say so where it is not. */

/** The value that is known to be there. Throws where it is not; `what` says what was looked for. */
export function sure<Value>(value: Value | null | undefined, what = 'a value'): Value {
  if (value === null || value === undefined) throw new Error(`What is needed here is not there: ${what}.`)
  return value
}

/** The one row of an answer. Throws when it has none, or more of them. */
export async function sole<Row>(answer: PromiseLike<readonly Row[]>): Promise<Row> {
  const rows = await answer
  if (rows.length !== 1) throw new Error(`One row is needed here, and there are ${rows.length}.`)
  return sure(rows[0])
}

/** The value that is known to be there; throws where it is not. */
export function sure<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('The model has none of what is needed here.')
  return value
}

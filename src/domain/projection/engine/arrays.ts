/** Arrays of zeros, one a key. */
export function arrays<Key extends string>(keys: readonly Key[], length: number): Record<Key, Float64Array> {
  return Object.fromEntries(keys.map((key) => [key, new Float64Array(length)])) as Record<Key, Float64Array>
}

/** Numbers of the paths of each block, one after the other. */
export function joinPaths<Key extends string>(
  blocks: readonly Readonly<Record<Key, Float64Array>>[],
): Record<Key, Float64Array> {
  const [first] = blocks
  const keys = Object.keys(first ?? {}) as Key[]
  return Object.fromEntries(
    keys.map((key) => {
      const joined = new Float64Array(blocks.reduce((sum, block) => sum + block[key].length, 0))
      let at = 0
      for (const block of blocks) {
        joined.set(block[key], at)
        at += block[key].length
      }
      return [key, joined]
    }),
  ) as Record<Key, Float64Array>
}

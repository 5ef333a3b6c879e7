/** As many requests at a time as a browser sends to one address. */
const atOnce = 6

/**
 * Does the same with many, wave after wave by the number of each, and of a wave some at a time; once one has failed it begins no other.
 */
export async function waveByWave<Item>(
  items: readonly Item[],
  waveOf: (item: Item) => number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waves = Map.groupBy(items, waveOf)
  for (const [, wave] of [...waves].sort(([a], [b]) => a - b))
    for (let start = 0; start < wave.length; start += atOnce) {
      const answers = await Promise.allSettled(wave.slice(start, start + atOnce).map(work))
      for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
    }
}

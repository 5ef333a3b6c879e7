/** As many requests at a time as a browser sends to one address. */
const atOnce = 6

/** Does the same with many, some at a time; once one has failed it begins no other. */
export async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += atOnce) {
    const answers = await Promise.allSettled(items.slice(start, start + atOnce).map(work))
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
  }
}

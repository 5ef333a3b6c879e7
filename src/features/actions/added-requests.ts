import type { Edits } from '#domain/actions/edits.ts'

/**
 * One request id for each holding that a decision adds, the same at every attempt. What other answers no longer add is dropped for
 * good, since an attempt may have added it; should they add it once more, that is a new request.
 */
export class AddedRequests {
  #ids = new Map<string, string>()
  #dropped: readonly string[] = []

  for({ added }: Edits): { readonly requestIds: readonly string[]; readonly droppedIds: readonly string[] } {
    // Another kind is another holding: a row keeps its kind for good.
    const keys = added.map(({ kind }, index) => `${index} ${kind}`)
    const past = [...this.#ids].filter(([key]) => !keys.includes(key)).map(([, id]) => id)
    this.#dropped = [...this.#dropped, ...past]
    this.#ids = new Map(keys.map((key) => [key, this.#ids.get(key) ?? crypto.randomUUID()]))
    return { requestIds: [...this.#ids.values()], droppedIds: this.#dropped }
  }
}

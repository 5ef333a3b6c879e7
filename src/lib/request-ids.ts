import { useState } from 'react'

/**
 * One id for one decision of the user: a retry with the same arguments carries the same id, so that the server does
 * the work once however often it is asked; other arguments, or a decision after one that succeeded, get a new id.
 */
export class RequestIds {
  #decision: string | undefined
  #ids = new Map<string, string>()

  /** The id for this decision, or for one of several requests of it, the same as before when nothing about it changed. */
  for(decision: unknown, request = ''): string {
    const digest = JSON.stringify(decision)
    if (this.#decision !== digest) this.settle()
    this.#decision = digest
    const id = this.#ids.get(request) ?? crypto.randomUUID()
    this.#ids.set(request, id)
    return id
  }

  /** The decision is carried out: the next one is a new one, even when it reads the same. */
  settle(): void {
    this.#decision = undefined
    this.#ids.clear()
  }
}

/** The request ids of one form or menu, kept as long as it is on screen. */
export function useRequestIds(): RequestIds {
  const [ids] = useState(() => new RequestIds())
  return ids
}

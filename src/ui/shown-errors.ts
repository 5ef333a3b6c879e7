/** What failed under somebody's eyes, for whoever keeps count: each error once, however often it is drawn. */

type Listener = (error: unknown) => void

const listeners = new Set<Listener>()
const told = new WeakSet<object>()

export function onShownError(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** To be called wherever an error gets on screen. */
export function tellShownError(error: unknown): void {
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return
    told.add(error)
  }
  for (const listener of listeners) listener(error)
}

import { createServer } from 'node:net'

/** A port on 127.0.0.1 that nobody listens on right now. */
export function freePort(): Promise<number> {
  return listenOnce(0)
}

/** Listens on a port for a moment: rejects when it is taken, else answers it (for 0, the one that was chosen). */
export function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const { port: chosen } = probe.address() as { port: number }
      probe.close(() => resolve(chosen))
    })
  })
}

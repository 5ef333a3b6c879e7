/** Memory of a page and its workers once all garbage is collected. */
import type { CDPSession, Page } from '@playwright/test'

interface Usage {
  readonly usedSize: number
  readonly embedderHeapUsedSize: number
  readonly backingStorageSize: number
}

/** In megabytes. */
export interface Heap {
  /** Objects, compiled code, and what the browser keeps for the page (DOM, style, timings). */
  readonly objects: number
  /** The contents of typed arrays: the results. */
  readonly arrays: number
  readonly elements: number
  /** All of all workers. */
  readonly workers: number
  readonly workerCount: number
}

/** Follows a page and the workers it starts. */
export async function watchHeap(page: Page): Promise<() => Promise<Heap>> {
  const session = await page.context().newCDPSession(page)
  const workers = await followWorkers(session)
  return async () => {
    // The first round frees what the second can then let go: weak references, finalised workers.
    for (let round = 0; round < 2; round++) {
      await session.send('HeapProfiler.collectGarbage')
      await Promise.all(workers.ids().map((id) => workers.send(id, 'HeapProfiler.collectGarbage')))
    }
    const own = (await session.send('Runtime.getHeapUsage')) as Usage
    const { nodes } = await session.send('Memory.getDOMCounters')
    const others = await Promise.all(
      workers.ids().map((id) => workers.send(id, 'Runtime.getHeapUsage') as Promise<Usage>),
    )
    return {
      objects: (own.usedSize + own.embedderHeapUsedSize) / 1e6,
      arrays: own.backingStorageSize / 1e6,
      elements: nodes,
      workers: others.reduce((sum, usage) => sum + usage.usedSize + usage.backingStorageSize, 0) / 1e6,
      workerCount: others.length,
    }
  }
}

async function followWorkers(session: CDPSession) {
  const attached = new Set<string>()
  const waiting = new Map<number, (result: unknown) => void>()
  let lastId = 0
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') attached.add(sessionId)
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => attached.delete(sessionId))
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown }
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false })
  return {
    ids: () => [...attached],
    send: (sessionId: string, method: string) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, resolve)
        const message = JSON.stringify({ id, method })
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject)
      }),
  }
}

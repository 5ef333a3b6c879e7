/** A way to the database that can be cut at the worst moment: when the answer has left the server. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  url: string
  /** From now on the next answer of the server ends the connection instead of reaching the client. */
  cutAtNextAnswer(): void
  /** The answer to the next question with these bytes in it is the one that never arrives. */
  cutAtAnswerTo(question: string): void
  /** Ends all connections now. */
  cut(): void
  /** Resolves once this many bytes went up to the server, or down from it; nothing goes on then. */
  after(bytes: number, direction?: 'up' | 'down'): Promise<void>
  stop(): Promise<void>
}

export async function cuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isArmed = false
  let awaited: string | undefined
  let watched: { direction: string; left: number; reached: () => void } | undefined
  const passed = (direction: string, bytes: number, sender: Socket) => {
    if (watched?.direction !== direction) return
    watched.left -= bytes
    if (watched.left > 0) return
    sender.pause()
    watched.reached()
    watched = undefined
  }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', cut)
    }
    client.pipe(upstream)
    client.on('data', (question) => {
      passed('up', question.length, client)
      if (awaited && question.includes(awaited)) isArmed = true
    })
    upstream.on('data', (answer) => {
      passed('down', answer.length, upstream)
      if (isArmed) cut()
      else client.write(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cutAtNextAnswer() {
      isArmed = true
    },
    cutAtAnswerTo(question) {
      awaited = question
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    after(bytes, direction = 'up') {
      return new Promise((reached) => {
        watched = { direction, left: bytes, reached }
      })
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

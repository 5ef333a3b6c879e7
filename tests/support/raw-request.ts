/** An HTTP answer as its bytes, which no client has parsed, corrected or refused on the way. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestUser } from './stack.ts'
import { stack } from './stack.ts'

export interface RawAnswer {
  status: number
  /** Status line and headers, a byte a character, as they were sent: without the empty line that ends them. */
  head: string
  /** The whole body as text. */
  body: string
}

/** Posts `body` to a path of the API as that user. */
export async function rawPost(user: TestUser, path: string, body: unknown): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(stack.apiUrl)
  const payload = Buffer.from(JSON.stringify(body))
  const socket = connect(Number(port), hostname)
  const ended = once(socket, 'end')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => void chunks.push(chunk))
  const request = [
    `POST ${path} HTTP/1.0`,
    `Host: ${host}`,
    `apikey: ${stack.publishableKey}`,
    `Authorization: Bearer ${user.accessToken}`,
    'Content-Type: application/json',
    `Content-Length: ${payload.length}`,
  ]
  socket.write(`${request.join('\r\n')}\r\n\r\n`)
  socket.write(payload)
  await ended
  socket.destroy()
  const bytes = Buffer.concat(chunks)
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, end).toString('latin1')
  return { status: Number(head.split(' ')[1]), head, body: bytes.subarray(end + 4).toString('utf8') }
}

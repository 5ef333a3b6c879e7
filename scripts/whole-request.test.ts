import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { expect, it } from 'vitest'
import { sure } from './sure.ts'
import { wholeRequest } from './whole-request.ts'

/** What comes of a request that arrives as this text, from a client that says no more. */
async function sent(text: string, { isGone }: { isGone: boolean }) {
  const received = Promise.withResolvers<string | null>()
  const server = createAdaptorServer({
    fetch: async (request) => {
      const whole = await wholeRequest(request)
      const { method, url } = whole ?? {}
      received.resolve(
        whole &&
          `${method} ${new URL(sure(url)).pathname} ${whole.headers.get('x-of')} ${await whole.text()}`,
      )
      return new Response()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.once('request', () => isGone && client.destroy())
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1', () => client.write(text))
  try {
    return await received.promise
  } finally {
    client.destroy()
    server.close()
  }
}

const head = 'POST /rest HTTP/1.1\r\nhost: app\r\nx-of: me\r\ncontent-length: 4\r\n\r\n'

it('passes a request on as it came, body and all', async () => {
  expect(await sent(`${head}body`, { isGone: false })).toBe('POST /rest me body')
  expect(await sent('GET /rest HTTP/1.1\r\nhost: app\r\nx-of: me\r\n\r\n', { isGone: false })).toBe(
    'GET /rest me ',
  )
})

it('passes none on of a client that was gone in the middle of it', async () => {
  expect(await sent(`${head}bo`, { isGone: true })).toBeNull()
})

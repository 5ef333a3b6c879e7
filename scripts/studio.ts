/**
 * The front door of Studio under `npm run dev`: an address of its own, on this machine alone. Studio routes by paths from the
 * root, and whoever edits there needs no key and is the service role; so nothing else lives at its origin, and no request
 * that a page of another origin made gets in.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { App } from '@supabase/lite'
import { isFromAnotherOrigin, isFromOldBrowser } from './request-origin.ts'
import { inOurWords } from './studio-errors.ts'

/** Where Supabase's own Studio is. */
const studioPort = 54_323

const assets = path.resolve(import.meta.dirname, '../node_modules/@supabase/lite/dist/static')
const assetTypes: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const securityHeaders = {
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

export interface Studio {
  url: string
  port: number
  close(): Promise<void>
}

/** What a link from anywhere may lead to: pages and what they are made of. They hold no data and do nothing by themselves. */
const isPublic = /^\/(editor(\/[\w.]*)?|static\/[\w./-]+|favicon\.ico)?$/

/** Serves Studio on the port wanted, or on any where that is taken. Its data come once the database is open. */
export async function openStudio(opening: Promise<App>, wantedPort = studioPort): Promise<Studio> {
  const server = createServer()
  const port = await listen(server, wantedPort).catch(() => listen(server, 0))
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const ask = getRequestListener(async (request, { incoming }) => {
    const app = await opening
    return inOurWords(await app.fetch(request, { peerAddress: incoming.socket.remoteAddress ?? null }))
  })
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    const [pathname = '/'] = request.url?.split('?') ?? []
    // Another name that leads here (DNS rebinding) would make a page of that name ours.
    if (!hosts.includes(request.headers.host ?? '')) return refuse(response)
    const isPage = request.method === 'GET' && isPublic.test(pathname)
    if (!isPage && (isFromAnotherOrigin(request) || isFromOldBrowser(request))) return refuse(response)
    if (pathname.startsWith('/static/')) return void sendAsset(pathname.slice('/static/'.length), response)
    return void ask(request, response)
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function refuse(response: ServerResponse) {
  response.writeHead(403, { 'content-type': 'text/plain' }).end('Studio answers its own pages only.\n')
}

async function sendAsset(name: string, response: ServerResponse) {
  const file = path.join(assets, name)
  const type = assetTypes[path.extname(file)]
  const content = type && file.startsWith(assets + path.sep) ? await readFile(file).catch(() => null) : null
  if (content) response.writeHead(200, { 'content-type': type }).end(content)
  else response.writeHead(404).end()
}

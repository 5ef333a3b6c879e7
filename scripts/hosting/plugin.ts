/** Vite plugin: a build brings the files that tell its host which headers to send, and `vite preview` sends them. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { caching, hashedFiles, securityHeaders } from './headers.ts'
import { headersFile, missingFilePage, nginxFile, redirectsFile, vercelFile } from './hosts.ts'

/** `serverUrls`: the addresses of the project that the build speaks to; none for the embedded backend. */
export function hosting(serverUrls: readonly string[]): Plugin {
  const security = securityHeaders(serverUrls)
  return {
    name: 'scenarios:hosting',
    apply: (_config, { command, isPreview }) => command === 'build' || isPreview === true,
    generateBundle() {
      const files = {
        _headers: headersFile(security),
        _redirects: redirectsFile(),
        'nginx.conf': nginxFile(security),
        'vercel.json': vercelFile(security),
        [`${hashedFiles.slice(1)}404.html`]: missingFilePage,
      }
      for (const [fileName, source] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName, source })
    },
    configurePreviewServer(server) {
      const directory = path.resolve(server.config.root, server.config.build.outDir)
      server.middlewares.use((request, response, next) => {
        const pathname = request.url?.replace(/[?#].*$/, '') ?? '/'
        const isHashed = pathname.startsWith(hashedFiles)
        // Vite would answer with the page, under the name of a script of another version.
        const isMissing = isHashed && !existsSync(path.join(directory, pathname))
        const cache = caching[isHashed && !isMissing ? 'hashed' : 'page']
        for (const [name, value] of Object.entries({ ...security, ...cache })) response.setHeader(name, value)
        if (isMissing) response.writeHead(404, { 'Content-Type': 'text/html' }).end(missingFilePage)
        else next()
      })
    },
  }
}

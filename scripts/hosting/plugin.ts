/** Vite plugin: a build brings the files that tell its host which headers to send, and `vite preview` sends them. */
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
      server.middlewares.use((request, response, next) => {
        const isHashed = request.url?.startsWith(hashedFiles)
        for (const [name, value] of Object.entries({ ...security, ...caching[isHashed ? 'hashed' : 'page'] }))
          response.setHeader(name, value)
        next()
      })
    },
  }
}

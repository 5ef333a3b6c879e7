/** The same headers in the language of each kind of host, with every address of the app answered by its one page. */
import { caching, type Headers, hashedFiles } from './headers.ts'

/** `_headers` of Netlify and Cloudflare Pages. They add the rules up, so that no header may stand in two. */
export function headersFile(security: Headers): string {
  const rule = (path: string, headers: Headers) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return `${[
    rule('/*', security),
    rule('/', caching.page),
    rule('/index.html', caching.page),
    rule(`${hashedFiles}*`, caching.hashed),
  ].join('\n')}\n`
}

/**
 * `assets/404.html`, which Cloudflare Pages answers with where a file of that folder is missing: it knows no 404 in
 * `_redirects`, and would answer with the page. One at the top would end that it answers other addresses with the page.
 */
export const missingFilePage =
  '<!doctype html>\n<title>Not found</title>\n<p>This file is of another version of the app.</p>\n'

/**
 * `_redirects` of Netlify; Cloudflare Pages does the second line by itself. A file of another version is missing, and no
 * page that would be kept under its name for a year.
 */
export function redirectsFile(): string {
  return `${hashedFiles}* /index.html 404\n/* /index.html 200\n`
}

/** `vercel.json`, for a site that is deployed as it was built. */
export function vercelFile(security: Headers): string {
  const rule = (source: string, headers: Headers) => ({
    source,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  })
  const allButHashed = `/((?!${hashedFiles.slice(1)}).*)`
  const config = {
    headers: [
      rule('/(.*)', security),
      rule(allButHashed, caching.page),
      rule(`${hashedFiles}(.*)`, caching.hashed),
    ],
    rewrites: [{ source: allButHashed, destination: '/index.html' }],
  }
  return `${JSON.stringify(config, null, 2)}\n`
}

/** A server of nginx. A location with headers of its own inherits none, so each has them all. */
export function nginxFile(security: Headers): string {
  const lines = (headers: Headers, always: string) =>
    Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}"${always};`)
  const location = (path: string, rest: string[], cache: Headers) =>
    [
      `  location ${path} {`,
      // A missing file is not kept for a year: without "always" the header goes with what is found alone.
      ...[...lines(security, ' always'), ...lines(cache, ''), ...rest].map((line) => `    ${line}`),
      '  }',
    ].join('\n')
  return `server {
  listen 443 ssl http2;
  server_name scenarios.example.com;
  ssl_certificate /etc/ssl/scenarios.example.com.pem;
  ssl_certificate_key /etc/ssl/scenarios.example.com.key;

  root /srv/scenarios;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json image/svg+xml;

${location('/', ['try_files $uri /index.html;'], caching.page)}

${location(hashedFiles, ['try_files $uri =404;'], caching.hashed)}

  # What is for other hosts.
  location ~ ^/(_headers|_redirects|nginx\\.conf|vercel\\.json)$ {
    return 404;
  }
}

server {
  listen 80;
  server_name scenarios.example.com;
  return 301 https://$host$request_uri;
}
`
}

/** The headers that every host of the built app sends: the one place that says what its pages may do and how long its files keep. */

export type Headers = Readonly<Record<string, string>>

/** Files named by a digest of what is in them. */
export const hashedFiles = '/assets/'

/**
 * What pages, and workers, may load and run: what the site itself serves, and answers of its Supabase project.
 * `serverUrls` is empty for a build whose backend answers at its own address.
 */
function contentSecurityPolicy(serverUrls: readonly string[]): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'none'"],
    // The projection's kernels are WebAssembly; text never becomes a script.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    // Mantine writes sheets while it runs (the variables of the theme, spacing by width of the screen, the room of a scroll bar),
    // whose text no build knows; no markup brings a style of its own.
    'style-src': ["'self'", "'unsafe-inline'"],
    'style-src-attr': ["'none'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...new Set(serverUrls.map((url) => new URL(url).origin))],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

/** Features that no page asks for, not even one that was broken into. */
const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]

/** Sent with whatever is answered. */
export function securityHeaders(serverUrls: readonly string[]): Headers {
  return {
    'Content-Security-Policy': contentSecurityPolicy(serverUrls),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'Strict-Transport-Security': 'max-age=63072000',
    'X-Content-Type-Options': 'nosniff',
  }
}

/** A page names the files of its version, so it is asked for anew; those files never change. */
export const caching = {
  page: { 'Cache-Control': 'no-cache' },
  hashed: { 'Cache-Control': 'public, max-age=31536000, immutable' },
} as const satisfies Record<string, Headers>

/** What a link of the sign-in server's mails left in the address. */
import type { EmailOtpType } from '@supabase/supabase-js'
import { paths } from '#lib/paths.ts'

/** What the mail was for; null where the address does not say. */
export type LinkPurpose = 'password' | 'confirmation' | null

export type MailLink = { purpose: LinkPurpose } & (
  | { kind: 'code'; code: string }
  | { kind: 'token_hash'; tokenHash: string; type: EmailOtpType }
  | { kind: 'tokens'; accessToken: string; refreshToken: string }
  | { kind: 'refused'; reason: string }
)

/** Reads an address as GoTrue makes them (internal/api/verify.go); null for an address like any other. */
export function readMailLink(address: string): MailLink | null {
  const { pathname, searchParams, hash } = new URL(address)
  const fragment = new URLSearchParams(hash.slice(1))
  // Errors come in both places, and in the older flow in the fragment alone.
  const read = (name: string) => searchParams.get(name) ?? fragment.get(name)
  const purpose = purposeOf(read('type'), pathname)

  const reason = read('error_code') ?? read('error')
  // Anybody writes an address, and the page names the code: it must not say what they like.
  if (reason !== null)
    return { kind: 'refused', purpose, reason: /^[a-z_]{1,64}$/.test(reason) ? reason : 'unknown' }
  const code = searchParams.get('code')
  if (code !== null) return { kind: 'code', purpose, code }
  const tokenHash = searchParams.get('token_hash')
  if (tokenHash !== null)
    return { kind: 'token_hash', purpose, tokenHash, type: (read('type') ?? 'email') as EmailOtpType }
  const accessToken = fragment.get('access_token')
  if (accessToken !== null)
    return { kind: 'tokens', purpose, accessToken, refreshToken: fragment.get('refresh_token') ?? '' }
  return null
}

function purposeOf(type: string | null, pathname: string): LinkPurpose {
  // Whoever is invited has no password yet.
  if (type === 'recovery' || type === 'invite' || pathname === paths.newPassword) return 'password'
  if (type === 'signup' || type === 'email' || pathname === paths.confirmAddress) return 'confirmation'
  return null
}

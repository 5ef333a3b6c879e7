import { expect, it } from 'vitest'
import { readMailLink } from './read-mail-link.ts'

const app = 'https://app.example'

it.each([
  [
    'a code, at the page that was asked for',
    '/new-password?code=abc',
    { kind: 'code', purpose: 'password', code: 'abc' },
  ],
  [
    'a code, at the page of a new account',
    '/confirm-address?code=abc',
    { kind: 'code', purpose: 'confirmation', code: 'abc' },
  ],
  [
    'a code, at the Site URL, which does not say what for',
    '/?code=abc',
    { kind: 'code', purpose: null, code: 'abc' },
  ],
  [
    'tokens in the fragment, as a dashboard’s mail has them',
    '/#access_token=a.b.c&expires_in=3600&refresh_token=r&token_type=bearer&type=recovery',
    { kind: 'tokens', purpose: 'password', accessToken: 'a.b.c', refreshToken: 'r' },
  ],
  [
    'tokens of an invitation: whoever is invited has no password',
    '/#access_token=a.b.c&refresh_token=r&type=invite',
    { kind: 'tokens', purpose: 'password', accessToken: 'a.b.c', refreshToken: 'r' },
  ],
  [
    'a token hash, as a template of one’s own may have it',
    '/confirm-address?token_hash=h&type=email',
    { kind: 'token_hash', purpose: 'confirmation', tokenHash: 'h', type: 'email' },
  ],
  [
    'an error in the fragment',
    '/#error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid+or+has+expired',
    { kind: 'refused', purpose: null, reason: 'otp_expired' },
  ],
  [
    'an error in query and fragment, as the code flow has it',
    '/new-password?error=access_denied&error_code=otp_expired#error=access_denied&error_code=otp_expired',
    { kind: 'refused', purpose: 'password', reason: 'otp_expired' },
  ],
  [
    'an error without a code',
    '/#error=server_error',
    { kind: 'refused', purpose: null, reason: 'server_error' },
  ],
  [
    'an error whose code is somebody’s sentence, as none',
    '/#error_code=Call+0800+123+to+unlock+your+account',
    { kind: 'refused', purpose: null, reason: 'unknown' },
  ],
  [
    'an error whose code has no end, as none',
    `/#error_code=${'a'.repeat(65)}`,
    { kind: 'refused', purpose: null, reason: 'unknown' },
  ],
])('reads %s', (_what, address, expected) => {
  expect(readMailLink(`${app}${address}`)).toEqual(expected)
})

it.each([
  '/',
  '/new-password',
  '/instances/new?kind=cash#value',
  '/scenarios/compare?ids=a,b',
  '/sign-in?next=%2Fsettings',
])('leaves the address %s alone', (address) => expect(readMailLink(`${app}${address}`)).toBe(null))

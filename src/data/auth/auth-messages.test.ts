/** The refusals of a hosted sign-in server, as its client turns its answers into errors. */
import { AuthClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { type AppError, reasonOf, toAppError } from '../errors.ts'
import { authMessages } from './auth-messages.ts'

/** Bodies as GoTrue sends them to clients of API version 2024-01-01 (internal/api/errors.go, HandleResponseError). */
async function refusedWith(status: number, body: unknown): Promise<AppError> {
  const client = new AuthClient({
    url: 'http://auth.test',
    persistSession: false,
    autoRefreshToken: false,
    detectSessionInUrl: false,
    fetch: async () =>
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'x-supabase-api-version': '2024-01-01' },
      }),
  })
  const { error } = await client.signUp({ email: 'ada@example.com', password: 'correct horse battery' })
  return toAppError(error)
}

describe('what the sign-in server refuses', () => {
  it.each([
    [400, 'invalid_credentials', 'Invalid login credentials', 'invalid'],
    [422, 'user_already_exists', 'User already registered', 'conflict'],
    [400, 'email_not_confirmed', 'Email not confirmed', 'forbidden'],
    [429, 'over_request_rate_limit', 'Request rate limit reached', 'busy'],
    [429, 'over_email_send_rate_limit', 'email rate limit exceeded', 'busy'],
    [400, 'email_address_not_authorized', 'Email address "a@b.c" cannot be used', 'forbidden'],
    [400, 'email_address_invalid', 'Email address "a@b.c" is invalid', 'invalid'],
    [422, 'signup_disabled', 'Signups not allowed for this instance', 'forbidden'],
    [400, 'email_provider_disabled', 'Email signups are disabled', 'forbidden'],
    [400, 'captcha_failed', 'captcha protection: request disallowed', 'forbidden'],
    [400, 'reauthentication_needed', 'Password update requires reauthentication', 'forbidden'],
    [422, 'reauthentication_not_valid', 'Nonce has expired or is invalid', 'invalid'],
    [400, 'current_password_required', 'Current password required', 'forbidden'],
    [400, 'current_password_invalid', 'Current password required', 'invalid'],
    [422, 'same_password', 'New password should be different', 'invalid'],
    [400, 'validation_failed', 'Password cannot be longer than 72 characters', 'invalid'],
    [400, 'user_banned', 'User is banned', 'forbidden'],
    [403, 'otp_expired', 'Email link is invalid or has expired', 'forbidden'],
    [400, 'bad_code_verifier', 'code challenge does not match', 'forbidden'],
    [404, 'flow_state_not_found', 'invalid flow state', 'forbidden'],
    [422, 'flow_state_expired', 'flow state has expired', 'forbidden'],
    [400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found', 'signed_out'],
    [400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used', 'signed_out'],
    [403, 'session_not_found', 'Session from session_id claim in JWT does not exist', 'signed_out'],
  ])('words %i %s, and shows nothing of its own words', async (status, code, said, expected) => {
    const error = await refusedWith(status, { code, message: said })
    expect(error.code).toBe(expected)
    expect(error.message).toBe(authMessages[code]!.message)
    expect(error.hint).toBe(authMessages[code]!.hint)
    expect(`${error.message} ${error.hint}`).not.toContain(said)
  })

  it.each(Object.entries(authMessages))('says of %s what happened and what to do', (_code, known) => {
    expect(known.message).toMatch(/^[A-Z].*[^.]\.$/)
    expect(known.hint).toMatch(/^[A-Z].*[^.]\.$/)
  })

  it('names every reason why a password is weak, and the length that the project wants', async () => {
    const error = await refusedWith(422, {
      code: 'weak_password',
      message:
        'Password should be at least 12 characters. Password should contain at least one character of each: abc.',
      weak_password: { reasons: ['length', 'characters', 'pwned'] },
    })
    expect(error.message).toBe(
      'This password is too weak: it needs at least 12 characters; it needs other kinds of characters too: small and capital letters, digits, signs; it is known from a leak of passwords elsewhere. Nothing has been changed.',
    )
    expect(error).toMatchObject({ code: 'invalid', hint: 'Choose another one.' })
  })

  it('says how long to wait where the server says it', async () => {
    const error = await refusedWith(429, {
      code: 'over_email_send_rate_limit',
      message: 'For security purposes, you can only request this after 42 seconds.',
    })
    expect(error.hint).toBe('Wait 42 seconds and try again.')
  })

  it.each([500, 502, 503, 504, 522])(
    'calls %i trouble of the server, not of the connection',
    async (status) => {
      const error = await refusedWith(status, '<html>bad gateway</html>')
      expect(error.code).toBe('busy')
      expect(error.message).toBe('The sign-in server has trouble right now.')
      expect(error.message).not.toMatch(/nothing has been/i)
    },
  )

  it('takes a rate limit of whatever stands before the server for one', async () => {
    expect((await refusedWith(429, { error: 'slow down' })).message).toBe(
      authMessages.over_request_rate_limit!.message,
    )
  })

  it('names a code that it does not know, and nothing else of the answer', async () => {
    const error = await refusedWith(400, { code: 'brand_new_code', message: 'raw words <b>here</b>' })
    expect(error.message).toBe(
      'The sign-in server refused this (brand_new_code). What you typed is still here.',
    )
  })

  it('takes no code for words that are everywhere in JavaScript', async () => {
    const error = await refusedWith(400, { code: 'constructor', message: 'x' })
    expect(error).toMatchObject({
      code: 'unexpected',
      message: 'The sign-in server refused this (constructor). What you typed is still here.',
    })
  })

  it('keeps the code for screens that have a way on', async () => {
    expect(reasonOf(await refusedWith(400, { code: 'reauthentication_needed', message: 'x' }))).toBe(
      'reauthentication_needed',
    )
  })
})

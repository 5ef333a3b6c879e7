/** Requests of the stories that generated pages tell, as the app makes them. */
import type { Stack } from '../stack/stack.ts'

export type Method = 'GET' | 'POST' | 'PATCH'

/** The token of a new account's session. */
export async function signUp(stack: Stack, email: string): Promise<string> {
  const response = await fetch(`${stack.apiUrl}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery' }),
  })
  const { access_token: token } = (await response.json()) as { access_token?: string }
  if (!token) throw new Error(`Signing up ${email} was answered with ${response.status}.`)
  return token
}

/** What `address` below `/rest/v1` answers; written rows come back. @throws when it is refused. */
export async function request(
  stack: Stack,
  token: string,
  method: Method,
  address: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${stack.apiUrl}/rest/v1${address}`, {
    method,
    headers: {
      apikey: stack.publishableKey,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      prefer: 'return=representation',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${method} ${address} answered ${JSON.stringify(answer)}`)
  return answer
}

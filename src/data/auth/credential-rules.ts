/** The rules the server applies as well (supabase/config.toml), said before anything is sent. */

const minimumPasswordLength = 8

/** bcrypt reads no further, and GoTrue refuses more: bytes, of which an é has two. */
const maximumPasswordBytes = 72

export function emailProblem(email: string): string | null {
  if (email.trim() === '') return 'Enter your e-mail.'
  return /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'This does not look like an e-mail address.'
}

export function passwordProblem(password: string): string | null {
  return password === '' ? 'Enter your password.' : null
}

export function newPasswordProblem(password: string): string | null {
  if (password === '') return 'Choose a password.'
  if (password.length < minimumPasswordLength) return `Use at least ${minimumPasswordLength} characters.`
  return new TextEncoder().encode(password).length > maximumPasswordBytes
    ? `Use at most ${maximumPasswordBytes} characters (letters with accents and signs count for more).`
    : null
}

export function codeProblem(code: string): string | null {
  return code.trim() === '' ? 'Enter the code from the mail.' : null
}

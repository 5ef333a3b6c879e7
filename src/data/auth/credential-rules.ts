/** The rules the server applies as well (supabase/config.toml), said before anything is sent. */

const minimumPasswordLength = 8

export function emailProblem(email: string): string | null {
  if (email.trim() === '') return 'Enter your e-mail.'
  return /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'This does not look like an e-mail address.'
}

export function passwordProblem(password: string): string | null {
  return password === '' ? 'Enter your password.' : null
}

export function newPasswordProblem(password: string): string | null {
  if (password === '') return 'Choose a password.'
  return password.length < minimumPasswordLength ? `Use at least ${minimumPasswordLength} characters.` : null
}

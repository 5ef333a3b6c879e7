/** Where the links of mails come back to; a project's list of allowed redirects must have both. */
import { paths } from '#lib/paths.ts'

export function newPasswordAddress(): string {
  return new URL(paths.newPassword, window.location.origin).href
}

export function confirmationAddress(): string {
  return new URL(paths.confirmAddress, window.location.origin).href
}

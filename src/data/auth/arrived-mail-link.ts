/**
 * Links in the sign-in server's mails: to confirm an address, to choose a new password. They come back to this app with a
 * code (asked for in this browser), or with tokens or an error in the address. Anybody can make such an address, and a link
 * with their own tokens in it would have whoever opens it go on in the sender's account. So nothing in an address is taken
 * over silently but what this browser has asked for, and never over another user's session.
 */
import { paths } from '#lib/paths.ts'
import { type MailLink, readMailLink } from './read-mail-link.ts'

/** Beside the address, in which a link must not stay: it would be in the history, and in what is copied from the bar. */
let arrived: MailLink | null = null

/** Takes a link out of the browser's address and leads to its page. To be called before anything else looks there. */
export function takeMailLink(): void {
  arrived = readMailLink(window.location.href)
  if (arrived) window.history.replaceState(null, '', paths.mailLink)
  // Where the app is open already, a link that differs in its fragment alone loads nothing.
  window.addEventListener('hashchange', () => {
    if (readMailLink(window.location.href)) window.location.reload()
  })
}

/** The link, until something came of it. */
export function arrivedMailLink(): MailLink | null {
  return arrived
}

export function forgetMailLink(): void {
  arrived = null
}

/**
 * What the sign-in server (GoTrue) refuses, in words: what happened, what stands, what to do next. Its codes are listed in
 * `internal/api/apierrors/errorcode.go` of supabase/auth; those of flows that this app does not have are missing here and
 * get the words of `unknownRefusal`.
 */
import type { ErrorCode } from '../error-code.ts'

export interface AuthMessage {
  code: ErrorCode
  message: string
  hint: string
}

const sessionIsOver: AuthMessage = {
  code: 'signed_out',
  message: 'Your session has ended.',
  hint: 'Sign in again; what you typed stays here.',
}

const codeIsNeeded: AuthMessage = {
  code: 'forbidden',
  message: 'Your password is unchanged: the server wants to be sure that it is you.',
  hint: 'Enter the code from the mail that is on its way to you.',
}

const linkIsOfAnotherBrowser: AuthMessage = {
  code: 'forbidden',
  message: 'This link only works in the browser in which it was asked for, and only the newest one does.',
  hint: 'Open it there, or ask for a new one here.',
}

const serverIsSlow: AuthMessage = {
  code: 'busy',
  message: 'The sign-in server took too long to answer.',
  hint: 'What you typed is still here: try again in a minute. A mail that you asked for may be on its way all the same.',
}

const mailIsOff: AuthMessage = {
  code: 'forbidden',
  message: 'Signing in by e-mail is switched off here. Nothing has been changed.',
  hint: 'Ask whoever runs this site.',
}

export const authMessages: Readonly<Record<string, AuthMessage>> = {
  invalid_credentials: {
    code: 'invalid',
    message: 'E-mail or password is wrong.',
    hint: 'Check both, or reset your password.',
  },
  user_already_exists: {
    code: 'conflict',
    message: 'There is already an account with this e-mail.',
    hint: 'Sign in instead, or reset your password.',
  },
  email_exists: {
    code: 'conflict',
    message: 'There is already an account with this e-mail.',
    hint: 'Sign in instead, or reset your password.',
  },
  email_not_confirmed: {
    code: 'forbidden',
    message: 'This e-mail address is not confirmed yet.',
    hint: 'Open the link in the mail we sent you, or have it sent again.',
  },
  email_address_invalid: {
    code: 'invalid',
    message: 'No mail can be sent to this address, so nothing was done.',
    hint: 'Check how it is spelled, or use another one.',
  },
  email_address_not_authorized: {
    code: 'forbidden',
    message: 'This site cannot send mails to your address yet, so nothing was done.',
    hint: 'Ask whoever runs it: it needs a mail server of its own (SMTP) to write to people outside its team.',
  },
  email_provider_disabled: mailIsOff,
  otp_disabled: mailIsOff,
  signup_disabled: {
    code: 'forbidden',
    message: 'New accounts cannot be opened here at the moment. Nothing has been changed.',
    hint: 'Sign in if you have an account, or ask whoever runs this site.',
  },
  user_banned: {
    code: 'forbidden',
    message: 'This account is locked. Its data are kept.',
    hint: 'Ask whoever runs this site.',
  },
  user_not_found: {
    code: 'not_found',
    message: 'This account no longer exists.',
    hint: 'Create an account, or sign in with another one.',
  },
  captcha_failed: {
    code: 'forbidden',
    message: 'The server asks for a captcha, which this app does not have. Nothing has been changed.',
    hint: 'Ask whoever runs this site to switch captcha protection off for it.',
  },
  over_request_rate_limit: {
    code: 'busy',
    message: 'Too many attempts came from your network in a short time, so this one was not looked at.',
    hint: 'Wait five minutes and try again; what you typed is still here.',
  },
  over_email_send_rate_limit: {
    code: 'busy',
    message:
      'Too many mails were asked for in a short time, so none was sent now. An earlier one may still arrive.',
    hint: 'Wait a minute and try again, or an hour if that does not help.',
  },
  validation_failed: {
    code: 'invalid',
    message: 'The server did not accept what was entered. Nothing has been changed.',
    hint: 'Check the e-mail address; a password has at most 72 characters.',
  },
  same_password: {
    code: 'invalid',
    message: 'This is the password you already have.',
    hint: 'Choose another one.',
  },
  reauthentication_needed: codeIsNeeded,
  reauth_nonce_missing: codeIsNeeded,
  reauthentication_not_valid: {
    code: 'invalid',
    message: 'This code is wrong or too old. Your password is unchanged.',
    hint: 'Check it against the newest mail, or have a new code sent.',
  },
  current_password_required: {
    code: 'forbidden',
    message: 'Your password is unchanged: the server wants to be sure that it is you.',
    hint: 'Enter your current password as well.',
  },
  // The constant in GoTrue is called …Mismatch; this is what it sends.
  current_password_invalid: {
    code: 'invalid',
    message: 'Your current password is not right. Your password is unchanged.',
    hint: 'Try again; if you do not know it, sign out and reset it.',
  },
  insufficient_aal: {
    code: 'forbidden',
    message: 'This account has a second factor, which this app cannot ask for. Nothing has been changed.',
    hint: 'Ask whoever runs this site.',
  },
  user_sso_managed: {
    code: 'forbidden',
    message: 'This account signs in through your organisation, so its password is not kept here.',
    hint: 'Change it there.',
  },
  otp_expired: {
    code: 'forbidden',
    message: 'This link is too old, or it has been used already.',
    hint: 'Have a new one sent.',
  },
  bad_code_verifier: linkIsOfAnotherBrowser,
  pkce_code_verifier_not_found: linkIsOfAnotherBrowser,
  flow_state_not_found: linkIsOfAnotherBrowser,
  flow_state_expired: {
    code: 'forbidden',
    message: 'This link was opened too long ago to be gone on with.',
    hint: 'Have a new one sent.',
  },
  bad_jwt: sessionIsOver,
  no_authorization: sessionIsOver,
  session_not_found: sessionIsOver,
  session_expired: sessionIsOver,
  refresh_token_not_found: sessionIsOver,
  refresh_token_already_used: sessionIsOver,
  request_timeout: serverIsSlow,
  hook_timeout: serverIsSlow,
  hook_timeout_after_retry: serverIsSlow,
}

/** The server failed, and did not say at what (5xx, or a proxy before it). */
export const serverTrouble: AuthMessage = {
  code: 'busy',
  message: 'The sign-in server has trouble right now.',
  hint: 'What you typed is still here: try again in a minute. A mail that you asked for may be on its way all the same.',
}

/** A code that is not listed here; it is named for whoever is asked about it. */
export function unknownRefusal(reason: string | undefined): AuthMessage {
  return {
    code: 'unexpected',
    message: `The sign-in server refused this${reason ? ` (${reason})` : ''}. What you typed is still here.`,
    hint: 'Try again; if that does not help, ask whoever runs this site.',
  }
}

const weaknesses: Readonly<Record<string, string>> = {
  length: 'it is too short',
  characters: 'it needs other kinds of characters too: small and capital letters, digits, signs',
  pwned: 'it is known from a leak of passwords elsewhere',
}

/** `reasons` as GoTrue gives them; `said` are its own words, which alone know the project's minimum length. */
export function weakPassword(reasons: readonly string[], said: string): AuthMessage {
  const least = /at least (\d+) characters/.exec(said)?.[1]
  const known = reasons.flatMap((reason) =>
    reason === 'length' && least ? [`it needs at least ${least} characters`] : (weaknesses[reason] ?? []),
  )
  return {
    code: 'invalid',
    message: `This password is too weak${known.length > 0 ? `: ${known.join('; ')}` : ''}. Nothing has been changed.`,
    hint: 'Choose another one.',
  }
}

/** Says how long to wait where the server did: "you can only request this after 42 seconds". */
export function withWait(known: AuthMessage, said: string): AuthMessage {
  const seconds = /after (\d+) seconds?/.exec(said)?.[1]
  return seconds ? { ...known, hint: `Wait ${seconds} seconds and try again.` } : known
}

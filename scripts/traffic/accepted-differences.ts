/**
 * How servers may answer otherwise than the one the traffic was recorded from (`@supabase/lite`), each with its reason. Whatever
 * is not here is reported.
 */
import type { Difference } from './replay-story.ts'

interface AcceptedDifference {
  reason: string
  applies: (difference: Difference) => boolean
}

const isAuth = ({ address }: Difference) => address.startsWith('/auth/v1/')

/** What the app reads of a session. */
const readOfSession = /^(access_token|refresh_token|expires_in|expires_at|token_type|user\.(id|email))?$/

const acceptedDifferences: readonly AcceptedDifference[] = [
  {
    reason: 'GoTrue tells more of a user and of a session than the app reads, and lite tells a part of it.',
    applies: (difference) =>
      isAuth(difference) && difference.what === 'shape' && !readOfSession.test(difference.place),
  },
  {
    reason:
      'GoTrue words its refusals in other fields for clients of an older API version; the app reads status and code.',
    applies: (difference) =>
      isAuth(difference) &&
      difference.what === 'header' &&
      ['content-type', 'preference-applied'].includes(difference.place),
  },
  {
    reason:
      'PostgREST answers an upsert of a row that exists with 200, lite with 201 (seen on 14.17 and 16.2).',
    applies: ({ what, method, recorded, seen }) =>
      what === 'status' && method === 'POST' && recorded === '201' && /^200\b/.test(seen ?? ''),
  },
  {
    reason:
      'Where addresses have to be confirmed, GoTrue answers a sign-up with a known address like a new one; the app words it for both.',
    applies: ({ what, address, recorded, seen }) =>
      what === 'status' &&
      address.startsWith('/auth/v1/signup') &&
      recorded === '422' &&
      /^200\b/.test(seen ?? ''),
  },
  {
    reason:
      'A flag that is off has a message to show, one that is on has none; which there are is up to each project.',
    applies: ({ what, address, place }) =>
      what === 'shape' && address.endsWith('/rpc/evaluate_feature_flags') && place === '[].message',
  },
  {
    reason:
      'A numeric column comes as a number from PostgREST, as text from PGlite, and as either from lite, by its digits; the app reads both.',
    applies: ({ what, place, recorded, seen }) =>
      what === 'shape' &&
      place.endsWith('duration_ms') &&
      [recorded, seen].every((kinds) => kinds?.split('|').every((kind) => /^(null|number|text)$/.test(kind))),
  },
  {
    reason:
      'PostgREST says which preferences it followed, lite only some of them; the app asks for nothing optional.',
    applies: ({ what, place }) => what === 'header' && place === 'preference-applied',
  },
  {
    reason: 'PostgREST counts the range of every list, lite of those that were asked to be counted.',
    applies: ({ what, place, recorded, seen }) =>
      what === 'header' &&
      place === 'content-range' &&
      (recorded === null || /^(\*|\d+-\d+)\/\*$/.test(seen ?? '')),
  },
  {
    reason: 'PostgREST sends no content type where there is no content, or names its own for a single row.',
    applies: ({ what, place, recorded, seen }) =>
      what === 'header' &&
      place === 'content-type' &&
      (recorded === null || seen === null || seen === 'application/vnd.pgrst.object+json'),
  },
]

/** Why a difference is none to mend; null for one that is. */
export function reasonToAccept(difference: Difference): string | null {
  return acceptedDifferences.find(({ applies }) => applies(difference))?.reason ?? null
}

/**
 * What can go wrong. `outdated`: the database is older than the app, or of something else. `conflict` includes a row that
 * someone else (or another tab) has changed.
 */
export type ErrorCode =
  | 'bad_request'
  | 'signed_out'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'offline'
  | 'busy'
  | 'outdated'
  | 'unexpected'

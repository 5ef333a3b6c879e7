/** Whether this browser asks not to be tracked: Do Not Track, or Global Privacy Control (w3c.github.io/gpc). */
export function asksNotToBeTracked({
  doNotTrack,
  globalPrivacyControl,
}: {
  doNotTrack?: string | null
  globalPrivacyControl?: boolean
} = navigator): boolean {
  return doNotTrack === '1' || doNotTrack === 'yes' || globalPrivacyControl === true
}

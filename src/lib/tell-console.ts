/** For whoever deploys the app and looks at the browser's console: one sentence, where the page says it too. */
export function tellConsole(error: Error & { hint?: string | null }): void {
  // biome-ignore lint/suspicious/noConsole: this is what it is for
  console.error(`Scenarios: ${[error.message, error.hint].filter(Boolean).join(' ')}`)
}

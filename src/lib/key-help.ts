/** Keys of the app, as the list of keys shows them. */

interface KeyHelp {
  /** Each is one key, or keys pressed together joined by `+`; `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys: readonly string[]
  /** What it does, as a sentence without its subject. */
  readonly does: string
}

export interface KeyGroup {
  /** Where they work. */
  readonly where: string
  readonly keys: readonly KeyHelp[]
}

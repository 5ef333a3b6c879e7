/** What somebody is writing into a form, in the eyes of whoever saves it. */
export interface ContentDraft<Content> {
  /** What is stored; the form is unchanged while it says the same. */
  readonly began: Content
  /** What the inputs hold, as it would be stored. */
  readonly content: Content
  readonly isDirty: boolean
  /** Puts refusals beside their inputs, by field. */
  readonly refuse: (problems: Readonly<Record<string, string>>) => void
  /** Begins anew with what is stored, and with more in the inputs where there is more. */
  readonly begin: (stored: Content, startWith?: Content) => void
}

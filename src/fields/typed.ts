import type { ReactNode } from 'react'

/** What is typed, for whoever shows what it would mean before it is saved. */
export interface Typed<Content> {
  readonly content: Content
  /** Why it cannot be saved as it stands, or null. */
  readonly problem: string | null
  /** To try other values with. */
  readonly sliders: ReactNode
}

/** Draws a `FiguresPanel`, with `below` at its end. */
export type RenderEffect<Content> = (typed: Typed<Content>, below?: ReactNode) => ReactNode

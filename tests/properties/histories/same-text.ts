/** Values brought into one form, so that they can be held against each other. */
import { type Content, sorted } from './model/content.ts'

export const text = (value: unknown) => JSON.stringify(value)
export const sortedOrNull = (value: Content | null) => value && sorted(value)
export const byText = <T>(rows: T[]) => rows.sort((a, b) => (text(a) < text(b) ? -1 : 1))
export const byKey = <T>(values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).sort())

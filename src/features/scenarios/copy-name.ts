import { nameLimit } from '#domain/instances/schema.ts'
import { cutText } from '#lib/cut-text.ts'

const suffix = ' (copy)'

/** "Sell the flat (copy)", cut so that it stays a valid name. */
export function copyName(name: string): string {
  return `${cutText(name, nameLimit - suffix.length).trimEnd()}${suffix}`
}

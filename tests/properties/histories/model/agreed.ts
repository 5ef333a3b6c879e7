/** Which proposals of a copy reality came to otherwise: what an undo of that makes pending again. */
import { fieldOf, same } from './content.ts'
import type { Copy } from './rows.ts'

/** What both changed alike is agreed; what only reality changed since is the owner's proposal no longer. */
export function noteAgreed(copy: Copy, fields: readonly { field: string; outcome: string }[]) {
  const found = (wanted: string) =>
    fields.filter(({ outcome }) => outcome === wanted).map(({ field }) => field)
  const moved = found('current_only')
  copy.agreed = [...copy.agreed.filter((field) => !moved.includes(field)), ...found('same_change')]
}

/** What is proposed otherwise since is not agreed. */
export function keepAgreed(copy: Copy) {
  copy.agreed = [...new Set(copy.agreed)].filter((field) =>
    same(fieldOf(copy.content, field), fieldOf(copy.base, field)),
  )
}

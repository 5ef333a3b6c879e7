/** Not an address of its own: opened from the menu over whichever page one is on. */
import type { ComponentProps } from 'react'
import { FeedbackDialog } from '#features/feedback/feedback-dialog.tsx'

export function Component(props: ComponentProps<typeof FeedbackDialog>) {
  return <FeedbackDialog {...props} />
}

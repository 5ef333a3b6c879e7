/** Not an address of its own: opened from the menu over whichever page one is on. */
import { FeedbackDialog } from '#features/feedback/feedback-dialog.tsx'

export { FeedbackDialog as Component }

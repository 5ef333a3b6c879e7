/** Not an address of its own: stands in the menu over every page. */
import { SignOutItem } from '#features/auth/sign-out-item.tsx'

export { SignOutItem as Component }
